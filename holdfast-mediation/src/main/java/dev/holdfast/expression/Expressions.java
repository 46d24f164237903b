// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.util.Map;

/// Reads expressions of artifacts.
public final class Expressions {

    private Expressions() {}

    /// Compiles the text of an attribute such as `expression` or `xpath`.
    ///
    /// @param namespaces the namespaces in scope, by their prefixes
    /// @throws ExpressionSyntaxException when it is no expression, or one of a language that is not here yet
    public static Expression read(String text, Map<String, String> namespaces) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            throw new ExpressionSyntaxException("''", "it is empty");
        }
        if (trimmed.startsWith("json-eval(") || trimmed.startsWith("${")) {
            throw new ExpressionSyntaxException(
                    text, "JSONPath and Synapse expressions are not supported yet; XPath is");
        }
        return SimpleExpression.of(trimmed)
                .<Expression>map(simple -> simple)
                .orElseGet(() -> XPath.compile(trimmed, namespaces));
    }
}
