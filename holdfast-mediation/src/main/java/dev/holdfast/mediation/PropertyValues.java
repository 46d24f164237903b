// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.content.Envelope;
import dev.holdfast.expression.Value;
import dev.holdfast.message.PropertyValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// Keeps what expressions find as properties.
public final class PropertyValues {

    private PropertyValues() {}

    /// The value with its type; empty for nothing. Of nodes the text of the first; elements that hold elements are
    /// kept as XML.
    public static Optional<PropertyValue> of(Value value) {
        return switch (value) {
            case Value.Missing() -> Optional.empty();
            case Value.Bool(boolean bool) -> Optional.of(PropertyValue.of(bool));
            case Value.Nodes(var nodes) when isTree(nodes.getFirst()) -> Optional.of(new PropertyValue.Xml(xml(nodes)));
            default -> Optional.of(PropertyValue.of(value.asText()));
        };
    }

    /// Whether a node is an element that holds elements, so that its text alone says little.
    public static boolean isTree(Node node) {
        return node instanceof Element element
                && element.getElementsByTagName("*").getLength() > 0;
    }

    /// Nodes as XML, one after the other.
    public static String xml(List<Node> nodes) {
        return nodes.stream().map(Envelope::toXml).collect(Collectors.joining());
    }
}
