// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import dev.holdfast.message.PropertyValue;
import java.math.BigDecimal;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What an expression comes to.
public sealed interface Value {

    /// What a property holds: XML is nodes, JSON is JSON, numbers are text, so that they keep their form.
    static Value of(PropertyValue property) {
        return Values.of(property);
    }

    /// As a text, by the rules of XPath 1.0: of nodes the text of the first, of nothing the empty text.
    String asText();

    /// As a boolean, by the rules of XPath 1.0; JSON by its own, see [Value.Json].
    boolean asBoolean();

    /// As JSON: nothing becomes null, an element is converted as a body of XML is.
    ///
    /// @throws dev.holdfast.content.UnreadableBodyException when an element cannot be converted
    default JsonNode asJson() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (this) {
            case Missing() -> nodes.nullNode();
            case Text(String text) -> nodes.stringNode(text);
            case Bool(boolean bool) -> nodes.booleanNode(bool);
            case Num number -> number.literal();
            case Value.Json(JsonNode node) -> node;
            case Nodes(List<Node> found) ->
                found.getFirst() instanceof Element element
                        ? dev.holdfast.content.Json.of(element)
                        : nodes.stringNode(asText());
        };
    }

    /// Whether there is nothing: no such property, no such node.
    default boolean isMissing() {
        return false;
    }

    /// Nothing.
    record Missing() implements Value {

        @Override
        public String asText() {
            return "";
        }

        @Override
        public boolean asBoolean() {
            return false;
        }

        @Override
        public boolean isMissing() {
            return true;
        }
    }

    /// A text.
    record Text(String value) implements Value {

        @Override
        public String asText() {
            return value;
        }

        @Override
        public boolean asBoolean() {
            return !value.isEmpty();
        }
    }

    /// True or false.
    record Bool(boolean value) implements Value {

        @Override
        public String asText() {
            return Boolean.toString(value);
        }

        @Override
        public boolean asBoolean() {
            return value;
        }
    }

    /// A number.
    record Num(double value) implements Value {

        private static final double EXACT = 1L << 53;

        @Override
        public String asText() {
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                return Double.toString(value);
            }
            if (value == Math.rint(value) && Math.abs(value) < EXACT) {
                return Long.toString((long) value);
            }
            return BigDecimal.valueOf(value).toPlainString();
        }

        @Override
        public boolean asBoolean() {
            return value != 0 && !Double.isNaN(value);
        }

        /// Of what JSON has no number for: the text.
        private JsonNode literal() {
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                return JsonNodeFactory.instance.stringNode(asText());
            }
            return JsonNodeFactory.instance.numberNode(new BigDecimal(asText()));
        }
    }

    /// JSON, which must not be changed. As text: a string is its characters, null is `null`, anything else JSON.
    /// As a boolean: the boolean, the text `true` in any case, a number that is not 0, an array or object with
    /// something inside.
    record Json(JsonNode node) implements Value {

        @Override
        public String asText() {
            return dev.holdfast.content.Json.text(node);
        }

        @Override
        public boolean asBoolean() {
            return switch (node.getNodeType()) {
                case BOOLEAN -> node.booleanValue();
                case STRING -> node.stringValue().equalsIgnoreCase("true");
                case NUMBER -> node.decimalValue().signum() != 0;
                case ARRAY, OBJECT -> !node.isEmpty();
                case BINARY, MISSING, NULL, POJO -> false;
            };
        }
    }

    /// Nodes of the message, at least one; they must not be changed.
    record Nodes(List<Node> nodes) implements Value {

        /// @throws IllegalArgumentException without a node
        public Nodes {
            nodes = List.copyOf(nodes);
            if (nodes.isEmpty()) {
                throw new IllegalArgumentException("no nodes are a missing value");
            }
        }

        @Override
        public String asText() {
            String text = nodes.getFirst().getTextContent();
            return text == null ? "" : text;
        }

        @Override
        public boolean asBoolean() {
            return true;
        }
    }
}
