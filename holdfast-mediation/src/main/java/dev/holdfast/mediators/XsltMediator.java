// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.content.Body;
import dev.holdfast.content.Envelope;
import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.AttributeValue;
import dev.holdfast.expression.Expression;
import dev.holdfast.expression.Scope;
import dev.holdfast.expression.Stylesheet;
import dev.holdfast.expression.StylesheetException;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Fault;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.reading.Kind;
import dev.holdfast.reading.Syntax;
import dev.holdfast.resource.Resource;
import dev.holdfast.resource.Resources;
import dev.holdfast.xml.XmlElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.w3c.dom.DocumentFragment;
import org.w3c.dom.Element;

/// `<xslt key [source] [target] [useCache]><property/>* <resource/>*</xslt>`: transforms an element of the message.
final class XsltMediator implements Mediator {

    private static final Syntax SYNTAX = Syntax.of(
                    "xslt",
                    "Transforms an element of the message with a stylesheet (XSLT 1.0, 2.0 or 3.0). The result takes the"
                            + " place of the element, or goes into a property.")
            .required("key", "local entry or registry resource with the stylesheet, or {expression} for its key")
            .optional(
                    "source", "the first element in the body", "XPath of the element; may be the body or the envelope")
            .optional("target", "", "name of the property for the result; then the message stays as it is")
            .optional("useCache", "true", "false: the stylesheet is compiled for each message")
            .child("property", "name, and value or expression: a parameter of the stylesheet, as text")
            .child("resource", "location, and key: what xsl:import and xsl:include call so. Without: the key itself")
            .child("feature", "accepted without effect")
            .child("attribute", "accepted without effect")
            .differs("A stylesheet cannot read files, addresses or environment variables, write documents or call Java:"
                    + " document(), unparsed-text(), collection() and xsl:result-document fail.")
            .differs("A result may have 64 Mi characters and be " + dev.holdfast.xml.SafeXml.MAX_DEPTH
                    + " elements deep. What runs without end, or fills the memory, is given up: 20 million steps,"
                    + " and 200 for each node of the message.");

    static final MediatorReader READER = new ElementReader(SYNTAX, XsltMediator::read);

    private final AttributeValue key;
    private final Optional<Expression> source;
    private final Optional<String> target;
    private final boolean keeps;
    private final Settings settings;
    private final CompiledResources<Stylesheet> stylesheets = new CompiledResources<>();

    /// What stands inside the element.
    private record Settings(Map<String, TextSource> parameters, ResourceMap resources) {}

    private XsltMediator(
            AttributeValue key,
            Optional<Expression> source,
            Optional<String> target,
            boolean keeps,
            Settings settings) {
        this.key = key;
        this.source = source;
        this.target = target;
        this.keeps = keeps;
        this.settings = settings;
    }

    private static Mediator read(XmlElement element, FlowReading reading) {
        AttributeValue key = reading.value(element, reading.required(element, "key"));
        reading.refersTo(Kind.RESOURCE, key, element);
        Map<String, TextSource> parameters = new LinkedHashMap<>();
        for (XmlElement child : element.children("property")) {
            reading.knows(child, "name", "value", "expression");
            parameters.put(reading.required(child, "name"), TextSource.read(child, reading));
        }
        ResourceMap resources = ResourceMap.read(element, reading);
        reading.checks(element, new Compilation(List.of(key), resources, XsltMediator::failure));
        return new XsltMediator(
                key,
                reading.expression(element, "source"),
                element.attribute("target").filter(text -> !text.isBlank()),
                reading.flag(element, "useCache", true),
                new Settings(parameters, resources));
    }

    private static Optional<Compilation.Failure> failure(
            List<Compilation.Root> roots, Function<String, Optional<byte[]>> others) {
        Compilation.Root root = roots.getFirst();
        try {
            Stylesheet.compile(root.key(), root.resource().bytesInLines(), others);
            return Optional.empty();
        } catch (StylesheetException e) {
            return Optional.of(new Compilation.Failure(e.location(), String.valueOf(e.getMessage())));
        }
    }

    @Override
    public Flow mediate(Exchange exchange) {
        Element element = found(exchange);
        Map<String, String> parameters = new LinkedHashMap<>();
        settings.parameters.forEach(
                (name, value) -> parameters.put(name, value.of(exchange).asText()));
        try {
            put(exchange, element, stylesheet(exchange).apply(element, parameters));
        } catch (StylesheetException e) {
            throw new MediationException(
                    ErrorCodes.GENERIC, "xslt " + key.of(exchange) + ": " + e.getMessage(), Fault.Kind.OTHER, e);
        }
        return Flow.CONTINUE;
    }

    private Stylesheet stylesheet(Exchange exchange) {
        Resources resources = exchange.services().catalogue();
        List<String> keys = List.of(key.of(exchange));
        CompiledResources.Maker<Stylesheet> maker = (roots, others) -> compile(keys.getFirst(), roots, others);
        return keeps ? stylesheets.of(resources, keys, maker) : stylesheets.anew(resources, keys, maker);
    }

    private Stylesheet compile(String name, List<Resource> roots, Function<String, Optional<Resource>> others) {
        return Stylesheet.compile(
                name,
                roots.getFirst().bytes(),
                location -> others.apply(settings.resources.key(location)).map(Resource::bytes));
    }

    private Element found(Exchange exchange) {
        if (source.isEmpty()) {
            return exchange.body()
                    .payload()
                    .orElseThrow(() -> new MediationException(ErrorCodes.GENERIC, "xslt finds no element in the body"));
        }
        if (source.get().evaluate(exchange) instanceof Value.Nodes nodes
                && nodes.nodes().getFirst() instanceof Element element) {
            return element;
        }
        throw new MediationException(
                ErrorCodes.GENERIC, "the source of xslt, " + source.get().text() + ", is no element");
    }

    private void put(Exchange exchange, Element element, DocumentFragment result) {
        List<Element> elements = Stylesheet.elements(result);
        if (target.isPresent()) {
            PropertyValue value = elements.isEmpty()
                    ? PropertyValue.of(text(result))
                    : new PropertyValue.Xml(Envelope.toXml(elements.getFirst()));
            exchange.set(Scope.DEFAULT, target.get(), value);
        } else if (elements.isEmpty()) {
            exchange.body(Body.ofText(text(result)));
        } else {
            exchange.body(Body.of(
                    exchange.body().envelope().with(element, elements),
                    exchange.body().format()));
        }
    }

    private static String text(DocumentFragment result) {
        return String.valueOf(result.getTextContent());
    }
}
