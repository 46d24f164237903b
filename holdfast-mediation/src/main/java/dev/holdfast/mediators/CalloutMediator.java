// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.content.Body;
import dev.holdfast.content.Envelope;
import dev.holdfast.endpoint.Endpoint;
import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.Expression;
import dev.holdfast.expression.Scope;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.EndpointReference;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Fault;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.mediation.Sending;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.reading.Syntax;
import dev.holdfast.transport.Response;
import dev.holdfast.xml.XmlElement;
import dev.holdfast.xml.XmlPart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.w3c.dom.Element;

/// `<callout serviceURL|endpointKey [action]><endpoint/>? <source/>? <target/>?</callout>`: asks a back end beside
/// the flow, and puts its answer somewhere into the message.
///
/// @param endpoint where to
/// @param action of the request
/// @param source what is sent
/// @param target where the answer goes
record CalloutMediator(EndpointReference endpoint, Optional<String> action, Source source, Target target)
        implements Mediator {

    private static final Syntax SYNTAX = Syntax.of(
                    "callout",
                    "Asks a back end, and puts its answer into the message. No answer, or an error status, is a failure"
                            + " (401000).")
            .optional("serviceURL", "", "the address of the back end")
            .optional("endpointKey", "", "the name of an endpoint")
            .optional("action", "", "the SOAP action of the request")
            .inert("initAxis2ClientOptions", "useServerConfig")
            .child("endpoint", "the endpoint, inline; without any of the three it is the address in To")
            .child("configuration", "accepted without effect")
            .child(
                    "source",
                    "what is sent. type=envelope, or no source: the whole message. xpath: the element that it finds."
                            + " key: the property, local entry or registry resource that holds an element")
            .child(
                    "target",
                    "where the answer goes. xpath: in the place of the element that it finds. key: into the property."
                            + " Without target the answer becomes the body")
            .differs("A message that is no XML is sent as it is, too.");

    static final MediatorReader READER = new ElementReader(SYNTAX, CalloutMediator::read);

    private static final int LOWEST_ERROR = 400;
    private static final QName URI = new QName("uri");

    /// What is sent.
    sealed interface Source {

        /// The whole message.
        record Whole() implements Source {}

        /// What an expression finds.
        record Found(Expression expression) implements Source {}

        /// What stands in a property or resource.
        record Named(String key) implements Source {}
    }

    /// Where the answer goes.
    sealed interface Target {

        /// It becomes the body.
        record Whole() implements Target {}

        /// In the place of what an expression finds.
        record Found(Expression expression) implements Target {}

        /// Into a property.
        record Named(String key) implements Target {}
    }

    private static Mediator read(XmlElement element, FlowReading reading) {
        Optional<String> action = element.attribute("action").filter(text -> !text.isBlank());
        Source source =
                element.child("source").map(child -> source(child, reading)).orElseGet(Source.Whole::new);
        Target target =
                element.child("target").map(child -> target(child, reading)).orElseGet(Target.Whole::new);
        element.child("enableSec")
                .ifPresent(child -> reading.unsupported(child, "WS-Security of what callout sends (enableSec)"));
        return new CalloutMediator(endpoint(element, reading), action, source, target);
    }

    @Override
    public Flow mediate(Exchange exchange) {
        Exchange request = exchange.branch();
        request.body(sent(exchange));
        request.remove(Scope.DEFAULT, "OUT_ONLY");
        action.ifPresent(text -> request.setAddressing("Action", text));
        request.receive(answer(request));
        keep(exchange, request.body());
        return Flow.CONTINUE;
    }

    private Response answer(Exchange request) {
        Endpoint found = endpoint.resolve(request);
        try {
            Response answer = Sending.call(request, found, true).orElseThrow();
            if (answer.status() >= LOWEST_ERROR) {
                throw failed("endpoint " + found.name() + " answered " + answer.status() + " to a callout");
            }
            return answer;
        } catch (MediationException e) {
            throw e.code() == ErrorCodes.CALLOUT_FAILED
                    ? e
                    : new MediationException(
                            ErrorCodes.CALLOUT_FAILED,
                            "a callout failed: " + e.code() + " " + e.getMessage(),
                            Fault.Kind.OTHER,
                            e);
        }
    }

    private Body sent(Exchange exchange) {
        return switch (source) {
            case Source.Whole() -> exchange.body().copy();
            case Source.Found(Expression expression) -> {
                if (expression.evaluate(exchange) instanceof Value.Nodes found
                        && found.nodes().getFirst() instanceof Element element) {
                    yield around(exchange, element);
                }
                throw failed("the source of callout, " + expression.text() + ", is no element");
            }
            case Source.Named(String key) -> around(exchange, Envelope.parseElement(xml(exchange, key)));
        };
    }

    private static Body around(Exchange exchange, Element element) {
        Body whole = exchange.body();
        return Body.of(whole.envelope().withPayload(List.of(element)), whole.format());
    }

    private static String xml(Exchange exchange, String key) {
        if (exchange.property(Scope.DEFAULT, key).orElse(PropertyValue.of("")) instanceof PropertyValue.Xml(var xml)) {
            return xml;
        }
        return exchange.services()
                .catalogue()
                .resource(key)
                .orElseThrow(() -> failed("the source of callout, '" + key + "', is no property with an element, no"
                        + " local entry and no resource of the registry"))
                .xml()
                .toXml();
    }

    private void keep(Exchange exchange, Body answer) {
        switch (target) {
            case Target.Whole() -> exchange.body(answer.copy());
            case Target.Named(String key) ->
                exchange.set(
                        Scope.DEFAULT,
                        key,
                        answer.payload()
                                .<PropertyValue>map(element -> new PropertyValue.Xml(Envelope.toXml(element)))
                                .orElseGet(() -> PropertyValue.of("")));
            case Target.Found(Expression expression) ->
                Items.of(exchange, expression, Optional.empty()).replaceFirst(exchange, answer);
        }
    }

    private static MediationException failed(String reason) {
        return new MediationException(ErrorCodes.CALLOUT_FAILED, reason);
    }

    private static EndpointReference endpoint(XmlElement element, FlowReading reading) {
        Optional<String> key = element.attribute("endpointKey").filter(text -> !text.isBlank());
        if (key.isPresent()) {
            XmlElement named = new XmlElement(
                    new QName(XmlElement.SYNAPSE, "endpoint"),
                    element.location(),
                    Map.of(new QName("key"), key.get()),
                    List.of(),
                    element.namespaces());
            return EndpointReference.read(named, reading);
        }
        Optional<XmlElement> child = element.child("endpoint");
        if (child.isPresent()) {
            return EndpointReference.read(child.get(), reading);
        }
        return element.attribute("serviceURL")
                .filter(text -> !text.isBlank())
                .map(url -> EndpointReference.read(addressed(element, url), reading))
                .orElseGet(EndpointReference::implicit);
    }

    /// `<endpoint><address uri/></endpoint>`, as it would have been written.
    private static XmlElement addressed(XmlElement element, String url) {
        Map<QName, String> attributes = new LinkedHashMap<>();
        attributes.put(URI, url);
        List<XmlPart> address = List.of(new XmlElement(
                new QName(XmlElement.SYNAPSE, "address"),
                element.location(),
                attributes,
                List.of(),
                element.namespaces()));
        return new XmlElement(
                new QName(XmlElement.SYNAPSE, "endpoint"), element.location(), Map.of(), address, element.namespaces());
    }

    private static Source source(XmlElement child, FlowReading reading) {
        reading.knows(child, "type", "xpath", "key");
        reading.knowsChildren(child, List.of());
        String type = child.attribute("type").orElse("");
        if (!type.isEmpty() && !type.equals("envelope")) {
            reading.error(child, "type is '" + type + "'; expected envelope, or xpath or key in its place");
        }
        if (child.attribute("xpath").isPresent()) {
            return reading.expression(child, "xpath")
                    .<Source>map(Source.Found::new)
                    .orElseGet(Source.Whole::new);
        }
        return child.attribute("key").<Source>map(Source.Named::new).orElseGet(Source.Whole::new);
    }

    private static Target target(XmlElement child, FlowReading reading) {
        reading.knows(child, "xpath", "key");
        reading.knowsChildren(child, List.of());
        if (child.attribute("xpath").isPresent()) {
            return reading.expression(child, "xpath")
                    .<Target>map(Target.Found::new)
                    .orElseGet(Target.Whole::new);
        }
        Optional<String> key = child.attribute("key").filter(text -> !text.isBlank());
        if (key.isEmpty()) {
            reading.error(child, "neither xpath nor key is given; <target> of a callout needs one");
        }
        return key.<Target>map(Target.Named::new).orElseGet(Target.Whole::new);
    }
}
