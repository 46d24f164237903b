// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A text with `${...}` inside: the message of a log, the format of a payload, an address. Thread-safe.
///
/// @param pieces texts and placeholders, in their order
public record TextTemplate(List<Piece> pieces) {

    private static final String START = "${";

    /// A piece of a template.
    public sealed interface Piece {

        /// Text as it stands there.
        record Literal(String text) implements Piece {}

        /// An expression.
        record Placeholder(Expression expression, Quoting quoting) implements Piece {}
    }

    /// What a placeholder stands in.
    public enum Quoting {
        /// `${a}`
        BARE,
        /// `"${a}"`: directly between double quotes, which belong to the text around it.
        QUOTED
    }

    /// How the value of a placeholder is written.
    public interface Writing {

        /// The text in place of the placeholder; quotes around it are there already.
        String of(Value value, Quoting quoting);
    }

    /// @param pieces texts and placeholders, in their order
    public TextTemplate {
        pieces = List.copyOf(pieces);
    }

    /// Reads a template.
    ///
    /// @param namespaces the namespaces in scope, by their prefixes
    /// @throws ExpressionSyntaxException when what stands in `${...}` is no expression
    public static TextTemplate read(String text, Map<String, String> namespaces) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        int start = text.indexOf(START);
        while (start >= 0) {
            if (start > from) {
                pieces.add(new Piece.Literal(text.substring(from, start)));
            }
            Cursor cursor = new Cursor(text, start);
            SynapseExpression expression = SynapseExpression.read(cursor, namespaces);
            from = cursor.at();
            boolean quoted = start > 0 && text.charAt(start - 1) == '"' && cursor.here() == '"';
            pieces.add(new Piece.Placeholder(expression, quoted ? Quoting.QUOTED : Quoting.BARE));
            start = text.indexOf(START, from);
        }
        if (from < text.length()) {
            pieces.add(new Piece.Literal(text.substring(from)));
        }
        return new TextTemplate(pieces);
    }

    /// The text for a message: what is missing is nothing.
    ///
    /// @throws EvaluationException when an expression was given up
    /// @throws dev.holdfast.content.UnreadableBodyException when one looks into a body that cannot be read
    public String of(View view) {
        return of(view, (value, quoting) -> value.asText());
    }

    /// The text for a message, with values written in a way of one's own.
    ///
    /// @throws EvaluationException when an expression was given up
    /// @throws dev.holdfast.content.UnreadableBodyException when one looks into a body that cannot be read
    public String of(View view, Writing writing) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            String part = switch (piece) {
                case Piece.Literal(String literal) -> literal;
                case Piece.Placeholder(Expression expression, Quoting quoting) ->
                    writing.of(expression.evaluate(view), quoting);
            };
            if (text.length() + part.length() > Extent.MOST_CHARACTERS) {
                throw EvaluationException.cutOff(
                        "in a template", "the text has more than " + Extent.MOST_CHARACTERS + " characters");
            }
            text.append(part);
        }
        return text.toString();
    }
}
