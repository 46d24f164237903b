// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import dev.holdfast.expression.JsonTail.Piece;
import java.util.List;

/// Reads the filter of a path, `?(...)`, whose text goes to JSONPath as it is, but for the values of Synapse in
/// it, which are filled in. Not thread-safe.
final class FilterParser {

    private final Cursor cursor;
    private final SynapseParser parser;
    private final boolean body;
    private int open;

    /// @param body whether the path walks through the body, which `$` stands for
    FilterParser(Cursor cursor, SynapseParser parser, boolean body) {
        this.cursor = cursor;
        this.parser = parser;
        this.body = body;
    }

    /// Reads up to the closing bracket of the filter, and past it.
    void read(List<Piece> pieces) {
        cursor.blanks();
        if (cursor.here() != '(') {
            throw cursor.expected("'(' behind the ? of a filter");
        }
        int start = cursor.at();
        cursor.enter();
        do {
            if (cursor.isAtEnd()) {
                throw cursor.error(start, "the filter that begins here has no end");
            }
            pieces.add(piece());
        } while (open > 0);
        cursor.leave();
    }

    private Piece piece() {
        int start = cursor.at();
        char here = cursor.here();
        String name = cursor.name();
        if (!name.isEmpty() && (start == 0 || cursor.text().charAt(start - 1) != '.')) {
            return word(name);
        }
        if (here == '$' && !body) {
            return new Piece.Operand(parser.factor());
        }
        open += JsonText.nesting(here);
        return new Piece.Verbatim(
                cursor.take(name.isEmpty() ? JsonText.next(cursor.text(), start) : start + name.length()));
    }

    private Piece word(String name) {
        int end = cursor.at() + name.length();
        boolean call =
                cursor.text().startsWith("(", end) && SynapseFunction.find(name).isPresent();
        if (call || RootParser.NAMES.contains(name)) {
            return new Piece.Operand(parser.factor());
        }
        cursor.skip(name.length());
        return new Piece.Verbatim(name.equals("and") ? "&&" : name.equals("or") ? "||" : name);
    }
}
