// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.util.Map;

/// The value of an attribute that may be an expression in braces: `messageStore="{$ctx:target}"`.
public sealed interface AttributeValue {

    /// What it is for a message.
    String of(View view);

    /// The same for every message.
    record Literal(String value) implements AttributeValue {

        @Override
        public String of(View view) {
            return value;
        }
    }

    /// Evaluated for each message.
    record Dynamic(Expression expression) implements AttributeValue {

        @Override
        public String of(View view) {
            return expression.evaluate(view).asText();
        }
    }

    /// Reads the value.
    ///
    /// @throws ExpressionSyntaxException when what is in the braces is no expression
    static AttributeValue read(String text, Map<String, String> namespaces) {
        if (text.startsWith("{") && text.endsWith("}")) {
            return new Dynamic(Expressions.read(text.substring(1, text.length() - 1), namespaces));
        }
        return new Literal(text);
    }
}
