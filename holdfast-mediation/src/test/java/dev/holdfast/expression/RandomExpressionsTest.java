// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.message.PropertyValue;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever text stands where an expression should: it is read or refused, and evaluated or refused, and nothing
/// else happens. The seed is in the message of a failure; `-Dholdfast.seed=N` replays it.
class RandomExpressionsTest {

    private static final int ROUNDS = 20_000;
    private static final List<String> WORDS = List.of(
            "payload",
            "vars",
            "headers",
            "props",
            "synapse",
            "params",
            "queryParams",
            "configs",
            "$",
            "@",
            ".",
            "..",
            "[",
            "]",
            "(",
            ")",
            "?",
            ":",
            "*",
            "+",
            "-",
            "/",
            "%",
            "==",
            "!=",
            "<",
            ">",
            "<=",
            ">=",
            "and",
            "or",
            "&&",
            "||",
            "!",
            "'",
            "\"",
            "\\",
            "a",
            "b",
            "cars",
            "length",
            "subString",
            "split",
            "exists",
            "xpath",
            "object",
            "array",
            "round",
            "formatDateTime",
            "now",
            "registry",
            "true",
            "false",
            "null",
            "0",
            "1",
            "-1",
            "2.5",
            "99999999999999999999",
            "1e9",
            "=~",
            "/a+/",
            "in",
            ",",
            " ",
            "}",
            "{",
            "${",
            "\u00e9",
            "\ud83d",
            "'x'",
            "\"y\"",
            ".property(",
            ".length()",
            "[?(",
            ")]",
            "[0]",
            "[*]",
            "$ctx:",
            "get-property(",
            "//a",
            "json-eval(");

    private final ScriptedView view = new ScriptedView()
            .withJson("{\"a\":{\"b\":[1,2.5,\"x\",null]},\"cars\":[\"Ford\"],\"b\":\"2020-01-01\"}")
            .withVariable("a", new PropertyValue.Json("{\"b\":[1]}"))
            .withVariable("b", new PropertyValue.Xml("<b><a>1</a></b>"))
            .with(Scope.DEFAULT, "a", PropertyValue.of("12"));

    @Test
    void no_text_does_anything_but_be_read_or_refused() {
        long seed = Long.getLong("holdfast.seed", System.nanoTime());
        Random random = new Random(seed);
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String text = text(random, round);
            try {
                read += evaluated(text) ? 1 : 0;
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + ", round " + round + ": " + text, e);
            }
        }
        assertThat(read).as("seed %d", seed).isPositive();
    }

    private static String text(Random random, int round) {
        StringBuilder text = new StringBuilder();
        int words = 1 + random.nextInt(14);
        for (int i = 0; i < words; i++) {
            text.append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return switch (round % 4) {
            case 0 -> "${" + text + "}";
            case 1 -> "${payload" + text + "}";
            case 2 -> "json-eval($" + text + ")";
            default -> text + "${" + text + "}";
        };
    }

    private boolean evaluated(String text) {
        try {
            Expressions.read(text, Map.of()).evaluate(view);
            TextTemplate.read(text, Map.of()).of(view);
            return true;
        } catch (ExpressionSyntaxException | EvaluationException e) {
            return false;
        }
    }
}
