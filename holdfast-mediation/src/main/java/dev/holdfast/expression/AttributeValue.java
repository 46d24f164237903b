// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.util.Map;

/// The value of an attribute that may be an expression: `messageStore="{$ctx:target}"`, `key="{${vars.name}}"`,
/// `name="${vars.name}"`.
public sealed interface AttributeValue {

    /// What it is for a message.
    Value value(View view);

    /// What it is for a message, as text; nothing when it is missing.
    default String of(View view) {
        return value(view).asText();
    }

    /// The same for every message.
    record Literal(String text) implements AttributeValue {

        @Override
        public Value value(View view) {
            return new Value.Text(text);
        }
    }

    /// Evaluated for each message.
    record Dynamic(Expression expression) implements AttributeValue {

        @Override
        public Value value(View view) {
            return expression.evaluate(view);
        }
    }

    /// `{{...}}`: meant to be evaluated later, where it is used. Only what hands values on tells it from
    /// [Dynamic].
    record Deferred(Expression expression) implements AttributeValue {

        @Override
        public Value value(View view) {
            return expression.evaluate(view);
        }
    }

    /// Reads the value.
    ///
    /// @throws ExpressionSyntaxException when what is in the braces is no expression
    static AttributeValue read(String text, Map<String, String> namespaces) {
        String stripped = text.strip();
        if (SynapseExpression.is(stripped)) {
            return new Dynamic(Expressions.read(stripped, namespaces));
        }
        if (stripped.startsWith("{{") && stripped.endsWith("}}") && stripped.length() > 4) {
            return new Deferred(Expressions.read(stripped.substring(2, stripped.length() - 2), namespaces));
        }
        if (stripped.startsWith("{") && stripped.endsWith("}") && stripped.length() > 1) {
            return new Dynamic(Expressions.read(stripped.substring(1, stripped.length() - 1), namespaces));
        }
        return new Literal(text);
    }
}
