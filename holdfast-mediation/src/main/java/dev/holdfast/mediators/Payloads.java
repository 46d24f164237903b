// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.content.Body;
import dev.holdfast.content.Envelope;
import dev.holdfast.content.Format;
import dev.holdfast.content.Json;
import dev.holdfast.content.JsonSyntaxException;
import dev.holdfast.content.SoapVersion;
import dev.holdfast.expression.Value;
import dev.holdfast.xml.XmlSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;

/// Makes bodies of values, and values of bodies. A value becomes a body of its own kind: XML of elements, JSON of
/// JSON; SOAP stays SOAP around XML and text.
final class Payloads {

    private Payloads() {}

    /// The content of a body: its JSON, else the first element of its envelope; missing when it is empty.
    static Value of(Body body) {
        return switch (body.format()) {
            case JSON -> new Value.Json(body.json());
            case NONE -> new Value.Missing();
            default ->
                body.payload()
                        .<Value>map(element -> new Value.Nodes(List.of(element)))
                        .orElseGet(Value.Missing::new);
        };
    }

    /// A body with a value in place of the content of another.
    static Body replaced(Body current, Value value) {
        return switch (read(value, current.format())) {
            case Value.Json(var node) -> Body.of(node);
            case Value.Nodes(var nodes) when isElements(nodes) -> ofElements(current, elements(nodes));
            case Value.Missing missing -> ofElements(current, List.of());
            case Value other -> ofText(current, other.asText());
        };
    }

    /// A body of elements: an envelope is the whole of it.
    static Body ofElements(Body current, List<Element> elements) {
        if (elements.size() == 1) {
            Optional<Envelope> envelope = Envelope.ofElement(elements.getFirst());
            if (envelope.isPresent()) {
                return Body.of(envelope.get());
            }
        }
        Format format = current.format().isSoap() ? current.format() : formatOf(elements);
        Envelope around = current.format().isSoap() ? current.envelope() : Envelope.empty(SoapVersion.SOAP11);
        return Body.of(around.withPayload(elements), format);
    }

    /// A body of text.
    static Body ofText(Body current, String text) {
        return current.format().isSoap() ? ofElements(current, elements(of(Body.ofText(text)))) : Body.ofText(text);
    }

    /// Text that is XML or JSON is what it looks like, as far as that suits the format of the message.
    static Value read(Value value, Format current) {
        if (!(value instanceof Value.Text(String text))) {
            return value;
        }
        if (text.stripLeading().startsWith("<")) {
            return xml(text)
                    .<Value>map(element -> new Value.Nodes(List.of(element)))
                    .orElse(value);
        }
        boolean likely = current == Format.JSON
                || text.stripLeading().startsWith("{")
                || text.stripLeading().startsWith("[");
        return likely ? json(text).orElse(value) : value;
    }

    /// The text as an element, if it is one.
    static Optional<Element> xml(String text) {
        try {
            return Optional.of(Envelope.parseElement(text.strip()));
        } catch (XmlSyntaxException e) {
            return Optional.empty();
        }
    }

    /// The text as JSON, if it is that.
    static Optional<Value> json(String text) {
        try {
            return Optional.of(new Value.Json(Json.read(text)));
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
    }

    /// An object as its members, an array as its elements, in XML.
    static List<Node> asElements(JsonNode container) {
        Optional<Element> payload = Body.of(container).payload();
        return payload.isEmpty() || container.isArray()
                ? List.copyOf(payload.stream().toList())
                : XmlEdit.children(payload.get());
    }

    /// The elements of a value of nodes.
    static List<Element> elements(Value value) {
        return value instanceof Value.Nodes(var nodes) ? elements(nodes) : List.of();
    }

    /// The elements of a text that has several roots.
    ///
    /// @throws XmlSyntaxException when it is not well-formed
    static List<Element> roots(String text) {
        Element all = Envelope.parseElement("<all>" + text + "</all>");
        List<Element> roots = new ArrayList<>();
        NodeList children = all.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element element) {
                roots.add(element);
            }
        }
        return roots;
    }

    private static boolean isElements(List<Node> nodes) {
        return nodes.stream().allMatch(Element.class::isInstance);
    }

    private static List<Element> elements(List<Node> nodes) {
        return nodes.stream()
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }

    /// An element that stands for text or bytes is those again.
    static Format formatOf(List<Element> elements) {
        if (elements.isEmpty()) {
            return Format.NONE;
        }
        Element first = elements.getFirst();
        if (!Body.PAYLOAD_NAMESPACE.equals(first.getNamespaceURI())) {
            return Format.XML;
        }
        return first.getLocalName().equals("text") ? Format.TEXT : Format.BINARY;
    }
}
