// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import dev.holdfast.content.Json;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What a function of Synapse expressions is called with.
///
/// @param function its name, for errors
/// @param view the message
/// @param values none of them null
/// @param extent limits what is made of them
record Arguments(String function, View view, List<JsonNode> values, Extent extent) {

    /// An argument does not fit.
    static final class Unfit extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unfit(String reason) {
            super(reason);
        }
    }

    Arguments {
        values = List.copyOf(values);
    }

    int count() {
        return values.size();
    }

    JsonNode node(int index) {
        return values.get(index);
    }

    String text(int index) {
        JsonNode value = node(index);
        if (!value.isString()) {
            throw unfit(index, "text");
        }
        return value.stringValue();
    }

    JsonNode number(int index) {
        JsonNode value = node(index);
        if (!value.isNumber()) {
            throw unfit(index, "a number");
        }
        return value;
    }

    int whole(int index) {
        JsonNode value = number(index);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw unfit(index, "a whole number");
        }
        return value.intValue();
    }

    Charset charset(int index) {
        String name = text(index);
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw unfit(index, "a character set");
        }
    }

    /// @param wanted what it must be
    Unfit unfit(int index, String wanted) {
        return new Unfit(
                "argument " + (index + 1) + " of " + function + " is " + kind(node(index)) + "; expected " + wanted);
    }

    /// @param reason in one line
    Unfit unfit(String reason) {
        return new Unfit(function + ": " + reason);
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "a text of " + value.stringValue().length() + " characters";
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case BOOLEAN, NUMBER, NULL, BINARY, MISSING, POJO -> Json.write(value);
        };
    }
}
