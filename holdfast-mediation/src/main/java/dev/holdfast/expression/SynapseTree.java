// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a Synapse expression (`${...}`) says, read. Values.
sealed interface SynapseTree {

    /// A value as it stands there.
    record Literal(JsonNode value) implements SynapseTree {}

    /// `[a, b]`.
    record Elements(List<SynapseTree> elements) implements SynapseTree {

        /// @param elements in their order
        public Elements {
            elements = List.copyOf(elements);
        }
    }

    /// `payload` and `$`.
    record Payload(JsonTail tail) implements SynapseTree {}

    /// `vars.name`.
    record Variable(String name, JsonTail tail) implements SynapseTree {}

    /// Something else of the message that has a name.
    record Lookup(Place place, String name) implements SynapseTree {}

    /// A function with its arguments, and the path into its result.
    record Call(SynapseFunction function, List<SynapseTree> arguments, JsonTail tail) implements SynapseTree {

        /// @param arguments in their order
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /// `exists(...)`: whether it can be evaluated, and is not null.
    record Exists(SynapseTree operand) implements SynapseTree {}

    /// `xpath('...')` with a text that is known.
    record Fixed(Expression xpath) implements SynapseTree {}

    /// `xpath(...)` with a text that is not.
    record Computed(SynapseTree xpath, Optional<SynapseTree> variable, Map<String, String> namespaces)
            implements SynapseTree {

        /// @param namespaces for the text
        public Computed {
            namespaces = Map.copyOf(namespaces);
        }
    }

    /// `-a`.
    record Minus(SynapseTree operand) implements SynapseTree {}

    /// `a + b`.
    record Operation(Operator operator, SynapseTree left, SynapseTree right) implements SynapseTree {}

    /// `condition ? yes : no`.
    record Choice(SynapseTree condition, SynapseTree yes, SynapseTree no) implements SynapseTree {}

    /// Where something that has a name is found.
    enum Place {
        HEADER,
        DEFAULT_PROPERTY,
        AXIS2_PROPERTY,
        QUERY_PARAMETER,
        PATH_PARAMETER,
        TEMPLATE_PARAMETER,
        CONFIGURATION
    }

    /// What stands between two operands.
    enum Operator {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*"),
        DIVIDE("/"),
        MODULO("%"),
        EQUAL("=="),
        NOT_EQUAL("!="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        AND("and"),
        OR("or");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        String symbol() {
            return symbol;
        }
    }
}
