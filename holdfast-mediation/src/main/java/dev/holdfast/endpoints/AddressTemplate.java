// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.expression.Expression;
import dev.holdfast.expression.ExpressionSyntaxException;
import dev.holdfast.expression.Expressions;
import dev.holdfast.expression.Scope;
import dev.holdfast.expression.View;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.reading.Reading;
import dev.holdfast.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A text with `${...}` in it: each stands for a property of the message or for an expression.
///
/// @param text as it is written
/// @param parts of it, in order
public record AddressTemplate(String text, List<Part> parts) {

    private static final Pattern EXPRESSION =
            Pattern.compile("(?:payload|vars|headers|props|properties|params|configs|\\$)(?:[.\\[].*)?|.*\\(.*\\).*");

    /// A piece of the text.
    sealed interface Part {

        /// As it is.
        record Literal(String text) implements Part {}

        /// `${name}`.
        ///
        /// @param name what stands between the braces
        /// @param expression the same as an expression, if it is one
        record Filled(String name, Optional<Expression> expression) implements Part {}
    }

    /// Copies the list.
    public AddressTemplate {
        parts = List.copyOf(parts);
    }

    /// Reads a text, and reports expressions that cannot be read.
    static AddressTemplate read(String text, XmlElement at, Reading reading) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        int open = text.indexOf("${");
        while (open >= 0) {
            int close = end(text, open + 2);
            if (close < 0) {
                break;
            }
            parts.add(new Part.Literal(text.substring(from, open)));
            parts.add(filled(text.substring(open + 2, close), at, reading));
            from = close + 1;
            open = text.indexOf("${", from);
        }
        parts.add(new Part.Literal(text.substring(from)));
        return new AddressTemplate(text, parts);
    }

    /// A text without placeholders.
    static AddressTemplate of(String text) {
        return new AddressTemplate(text, List.of(new Part.Literal(text)));
    }

    /// Whether the text is the same for all messages.
    boolean isFixed() {
        return parts.stream().allMatch(Part.Literal.class::isInstance);
    }

    /// The text for a message. A placeholder for which there is nothing stays as it is.
    String fill(View view) {
        StringBuilder filled = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Literal(String literal) -> filled.append(literal);
                case Part.Filled placeholder -> filled.append(value(placeholder, view));
            }
        }
        return filled.toString();
    }

    /// What a placeholder stands for.
    static String value(Part.Filled placeholder, View view) {
        return view.property(Scope.DEFAULT, placeholder.name())
                .map(PropertyValue::asText)
                .or(() -> placeholder
                        .expression()
                        .map(expression -> expression.evaluate(view).asText()))
                .orElse("${" + placeholder.name() + "}");
    }

    private static Part filled(String name, XmlElement at, Reading reading) {
        if (!EXPRESSION.matcher(name).matches()) {
            return new Part.Filled(name, Optional.empty());
        }
        try {
            return new Part.Filled(name, Optional.of(Expressions.read("${" + name + "}", at.namespaces())));
        } catch (ExpressionSyntaxException e) {
            reading.error(at, String.valueOf(e.getMessage()));
            return new Part.Filled(name, Optional.empty());
        }
    }

    /// Where the brace closes that is open; -1 when it does not.
    private static int end(String text, int from) {
        int depth = 1;
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
