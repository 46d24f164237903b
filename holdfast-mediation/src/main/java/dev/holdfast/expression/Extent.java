// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/// How much one evaluation may make: a short expression over a small message must not fill the memory. Counted in
/// characters, those of intermediate values too. Belongs to one evaluation.
final class Extent {

    /// As much as a body may become when it is converted.
    static final long MOST_CHARACTERS = 64L << 20;

    /// What a value that is no text has at least, with what separates it from the next.
    private static final int SMALL = 2;

    private final String expression;
    private long left = MOST_CHARACTERS;

    /// @param expression for errors
    Extent(String expression) {
        this.expression = expression;
    }

    /// So many characters more.
    ///
    /// @throws EvaluationException when that is too much
    void add(long characters) {
        left -= characters;
        requireRoom(0);
    }

    /// A value more, whose elements and members may be shared with others: what counts is how long it would be
    /// written out.
    ///
    /// @throws EvaluationException when that is too much
    void add(JsonNode value) {
        add(SMALL);
        switch (value.getNodeType()) {
            case STRING -> add(value.stringValue().length());
            case ARRAY -> value.forEach(this::add);
            case OBJECT -> {
                for (Map.Entry<String, JsonNode> member : value.properties()) {
                    add(member.getKey().length());
                    add(member.getValue());
                }
            }
            case BINARY, BOOLEAN, MISSING, NULL, NUMBER, POJO -> {
                // Short.
            }
        }
    }

    /// What is about to be made, and will be counted then.
    ///
    /// @throws EvaluationException when it is too much
    void requireRoom(long characters) {
        if (characters > left) {
            throw EvaluationException.cutOff(
                    expression, "it makes more than " + MOST_CHARACTERS + " characters of text or JSON");
        }
    }
}
