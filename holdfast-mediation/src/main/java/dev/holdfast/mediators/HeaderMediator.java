// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.content.Body;
import dev.holdfast.content.Envelope;
import dev.holdfast.expression.Scope;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.message.Headers;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.reading.Syntax;
import dev.holdfast.settings.NearestName;
import dev.holdfast.xml.SafeXml;
import dev.holdfast.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import org.w3c.dom.DOMException;
import org.w3c.dom.Element;

/// `<header name= (value=|expression=) [scope=default|transport] [action=set|remove]/>`, or
/// `<header><p:block/></header>`: sets a field of addressing, a SOAP header block or a header field.
///
/// @param target what is set
/// @param source the value; empty to remove it
record HeaderMediator(Target target, Optional<TextSource> source) implements Mediator {

    private static final Syntax SYNTAX = Syntax.of(
                    "header",
                    "Sets or removes a field of WS-Addressing," + " a SOAP header block or a header field of HTTP.")
            .required(
                    "name",
                    "in scope default: To, From, Action, ReplyTo, FaultTo, RelatesTo, or"
                            + " prefix:name of a SOAP header block; not with XML inside")
            .optional("value", "", "its value")
            .optional("expression", "", "its value")
            .optional("scope", "default", "default, or transport: a header field of HTTP")
            .optional("action", "set", "set, or remove")
            .holding(Syntax.Contents.ANYTHING);

    static final MediatorReader READER = new ElementReader(SYNTAX, HeaderMediator::read);

    private static final Set<String> ADDRESSING =
            Set.of("To", "From", "Action", "FaultTo", "ReplyTo", "RelatesTo", "MessageID");

    /// What is set or removed.
    sealed interface Target {

        /// A field of WS-Addressing.
        record Addressing(String name) implements Target {}

        /// A SOAP header block that holds a text.
        record Block(QName name) implements Target {}

        /// SOAP header blocks as they stand in the artifact.
        record Blocks(List<Element> elements) implements Target {}

        /// A header field.
        record Field(String name) implements Target {}
    }

    static Mediator read(XmlElement element, FlowReading reading) {
        if (element.attribute("name").isEmpty() && !element.children().isEmpty()) {
            List<Element> blocks = element.children().stream()
                    .map(child -> Envelope.parseElement(child.toXml()))
                    .toList();
            return new HeaderMediator(new Target.Blocks(blocks), Optional.empty());
        }
        reading.knowsChildren(element, Set.of());
        String action = element.attribute("action").orElse("set");
        if (!action.equals("set") && !action.equals("remove")) {
            reading.error(element, "action is '" + action + "'; expected set or remove");
        }
        Optional<TextSource> source =
                action.equals("remove") ? Optional.empty() : Optional.of(TextSource.read(element, reading));
        return new HeaderMediator(target(element, reading), source);
    }

    @Override
    public Flow mediate(Exchange exchange) {
        Optional<String> text = source.map(found -> found.of(exchange))
                .filter(value -> !value.isMissing())
                .map(Value::asText);
        switch (target) {
            case Target.Addressing(String name) ->
                text.ifPresentOrElse(
                        value -> exchange.setAddressing(name, value), () -> exchange.removeAddressing(name));
            case Target.Field(String name) ->
                text.ifPresentOrElse(
                        value -> exchange.set(Scope.TRANSPORT, name, PropertyValue.of(value)),
                        () -> exchange.remove(Scope.TRANSPORT, name));
            case Target.Block(QName name) -> {
                Envelope envelope = exchange.body().envelope();
                put(
                        exchange,
                        text.map(value -> envelope.withHeaderText(name, value))
                                .orElseGet(() -> envelope.withoutHeader(name)));
            }
            case Target.Blocks(List<Element> elements) -> {
                Envelope envelope = exchange.body().envelope();
                for (Element element : elements) {
                    envelope = envelope.withHeaderBlock((Element) element.cloneNode(true));
                }
                put(exchange, envelope);
            }
        }
        return Flow.CONTINUE;
    }

    private static void put(Exchange exchange, Envelope envelope) {
        exchange.body(Body.of(envelope, exchange.body().format()));
    }

    private static Target target(XmlElement element, FlowReading reading) {
        String name = reading.required(element, "name");
        String scope = element.attribute("scope").orElse("default");
        if (scope.equals("transport")) {
            return field(element, name, reading);
        }
        if (!scope.equals("default")) {
            reading.error(element, "scope is '" + scope + "'; expected default or transport");
        }
        int colon = name.indexOf(':');
        if (colon > 0) {
            return block(element, name.substring(0, colon), name.substring(colon + 1), reading);
        }
        if (!name.isEmpty() && !ADDRESSING.contains(name)) {
            reading.error(
                    element,
                    "header " + name + " has no prefix and is none of "
                            + String.join(", ", ADDRESSING.stream().sorted().toList())
                            + NearestName.hint(name, ADDRESSING) + "; for a header field of HTTP, scope is transport");
        }
        return new Target.Addressing(name);
    }

    private static Target field(XmlElement element, String name, FlowReading reading) {
        try {
            Headers.of(
                    name.isEmpty() ? "missing" : name,
                    element.attribute("value").orElse(""));
        } catch (IllegalArgumentException e) {
            reading.error(element, String.valueOf(e.getMessage()));
        }
        return new Target.Field(name);
    }

    private static Target block(XmlElement element, String prefix, String local, FlowReading reading) {
        String namespace = element.namespaces().get(prefix);
        if (namespace == null) {
            reading.error(element, "prefix " + prefix + " of the header is not declared");
            return new Target.Addressing(local);
        }
        try {
            SafeXml.newDocument().createElementNS(namespace, prefix + ":" + local);
        } catch (DOMException e) {
            reading.error(element, "'" + local + "' cannot be the name of an element");
        }
        return new Target.Block(new QName(namespace, local, prefix));
    }
}
