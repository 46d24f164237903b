// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.content.Envelope;
import dev.holdfast.content.Json;
import dev.holdfast.expression.Value;
import dev.holdfast.message.PropertyValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import tools.jackson.databind.JsonNode;

/// Keeps what expressions find as properties.
public final class PropertyValues {

    private PropertyValues() {}

    /// The value with its type; empty for nothing. Elements that hold elements are kept as XML, others as their text;
    /// strings of JSON are text.
    public static Optional<PropertyValue> of(Value value) {
        return switch (value) {
            case Value.Missing() -> Optional.empty();
            case Value.Bool(boolean bool) -> Optional.of(PropertyValue.of(bool));
            case Value.Nodes(var nodes) when isTree(nodes.getFirst()) -> Optional.of(new PropertyValue.Xml(xml(nodes)));
            case Value.Json(JsonNode node)
            when !node.isString() ->
                Optional.of(
                        node.isBoolean()
                                ? PropertyValue.of(node.booleanValue())
                                : new PropertyValue.Json(Json.write(node)));
            default -> Optional.of(PropertyValue.of(value.asText()));
        };
    }

    /// The value as a text: an element that holds elements is XML, and anything else its text.
    public static String text(Value value) {
        return value instanceof Value.Nodes(var nodes) && isTree(nodes.getFirst())
                ? Envelope.toXml(nodes.getFirst())
                : value.asText();
    }

    /// Nodes as XML, one after the other.
    public static String xml(List<Node> nodes) {
        return nodes.stream().map(Envelope::toXml).collect(Collectors.joining());
    }

    /// Whether a node is an element that holds elements, so that its text alone says little.
    private static boolean isTree(Node node) {
        return node instanceof Element element
                && element.getElementsByTagName("*").getLength() > 0;
    }
}
