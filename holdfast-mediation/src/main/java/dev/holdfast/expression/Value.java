// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.math.BigDecimal;
import java.util.List;
import org.w3c.dom.Node;

/// What an expression comes to.
public sealed interface Value {

    /// As a text, by the rules of XPath 1.0: of nodes the text of the first, of nothing the empty text.
    String asText();

    /// As a boolean, by the rules of XPath 1.0.
    boolean asBoolean();

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
