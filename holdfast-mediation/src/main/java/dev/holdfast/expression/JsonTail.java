// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import dev.holdfast.content.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What stands behind `payload` or `vars.name`: a JSONPath, with places that are filled in for each message.
///
/// @param pieces of its text, without the first `$`
/// @param fixed the path, when it is the same for all messages
record JsonTail(List<Piece> pieces, Optional<JsonPaths> fixed) {

    /// Nothing: the whole value.
    static final JsonTail NONE = new JsonTail(List.of(), Optional.empty());

    private static final String ROOT = "$";

    /// A piece of the text of a path.
    sealed interface Piece {

        /// As it stands.
        record Verbatim(String text) implements Piece {}

        /// An index or a name.
        record Index(SynapseTree value) implements Piece {}

        /// An operand in a filter.
        record Operand(SynapseTree value) implements Piece {}
    }

    /// What fills in the places.
    interface Values {

        /// The value of a tree.
        JsonNode of(SynapseTree tree);
    }

    JsonTail {
        pieces = List.copyOf(pieces);
    }

    /// @throws ExpressionSyntaxException when it is no path
    static JsonTail of(List<Piece> pieces) {
        if (pieces.isEmpty()) {
            return NONE;
        }
        String sample = text(pieces, tree -> JsonNodeFactory.instance.numberNode(0));
        JsonPaths path = JsonPaths.compile(sample);
        boolean same = pieces.stream().allMatch(Piece.Verbatim.class::isInstance);
        return new JsonTail(pieces, same ? Optional.of(path) : Optional.empty());
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /// What it points at.
    ///
    /// @throws ExpressionSyntaxException when it is no path with these values
    Optional<JsonNode> read(JsonNode document, Values values) {
        if (isEmpty()) {
            return Optional.of(document);
        }
        JsonPaths path = fixed.isPresent() ? fixed.get() : JsonPaths.compile(text(pieces, values));
        return path.read(document);
    }

    private static String text(List<Piece> pieces, Values values) {
        return pieces.stream().map(piece -> text(piece, values)).collect(Collectors.joining("", ROOT, ""));
    }

    private static String text(Piece piece, Values values) {
        return switch (piece) {
            case Piece.Verbatim(String text) -> text;
            case Piece.Index(SynapseTree tree) -> index(values.of(tree));
            case Piece.Operand(SynapseTree tree) -> operand(values.of(tree));
        };
    }

    /// The text of an index.
    static String index(JsonNode value) {
        if (value.isString()) {
            return quoted(value.stringValue());
        }
        if (value.isIntegralNumber() && value.canConvertToInt()) {
            return Integer.toString(value.intValue());
        }
        throw new ExpressionSyntaxException(Json.write(value), "an index is a whole number or a name");
    }

    private static String operand(JsonNode value) {
        return value.isString() ? quoted(value.stringValue()) : Json.write(value);
    }

    /// As the library reads it: nothing of the value ends the text early.
    static String quoted(String value) {
        StringBuilder text = new StringBuilder("'");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\'' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.append('\'').toString();
    }
}
