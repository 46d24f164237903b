// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.util.Map;

/// Reads expressions of artifacts.
public final class Expressions {

    /// The longest, in characters: what it takes to compile one grows with that.
    private static final int LONGEST = 10_000;

    private Expressions() {}

    /// Compiles the text of an attribute such as `expression` or `xpath`: JSONPath in `json-eval(...)`, a Synapse
    /// expression in `${...}`, else XPath.
    ///
    /// @param namespaces the namespaces in scope, by their prefixes
    /// @throws ExpressionSyntaxException when it is no expression
    public static Expression read(String text, Map<String, String> namespaces) {
        String trimmed = text.strip();
        requireLength(trimmed);
        if (trimmed.isEmpty()) {
            throw new ExpressionSyntaxException("''", "it is empty");
        }
        if (JsonEval.is(trimmed)) {
            return JsonEval.read(trimmed);
        }
        if (SynapseExpression.is(trimmed)) {
            return SynapseExpression.read(trimmed, namespaces);
        }
        return SimpleExpression.of(trimmed)
                .<Expression>map(simple -> simple)
                .orElseGet(() -> XPath.compile(trimmed, namespaces));
    }

    /// @throws ExpressionSyntaxException when it is too long
    static void requireLength(String text) {
        if (text.length() > LONGEST) {
            throw new ExpressionSyntaxException(
                    text, "it has " + text.length() + " characters; " + LONGEST + " are the most");
        }
    }
}
