// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

/// Finds its way in the text of a JSONPath: past quoted texts, regular expressions and brackets.
final class JsonText {

    private JsonText() {}

    /// Where the token stands outside of quoted texts and regular expressions; -1 when nowhere.
    static int indexOf(String text, int from, String token) {
        int at = from;
        while (at < text.length()) {
            if (text.startsWith(token, at)) {
                return at;
            }
            at = next(text, at);
        }
        return -1;
    }

    /// The bracket that closes the one at the place; -1 without.
    static int closing(String text, int open) {
        int depth = 0;
        int at = open;
        while (at < text.length()) {
            depth += nesting(text.charAt(at));
            if (depth == 0) {
                return at;
            }
            at = next(text, at);
        }
        return -1;
    }

    /// 1 for a bracket that opens, -1 for one that closes, else 0.
    static int nesting(char bracket) {
        return switch (bracket) {
            case '[', '(' -> 1;
            case ']', ')' -> -1;
            default -> 0;
        };
    }

    /// The place behind what begins at a place: a quoted text, the operator of a regular expression with that, or
    /// one character.
    static int next(String text, int at) {
        char here = text.charAt(at);
        if (here == '\'' || here == '"') {
            return behind(text, at + 1, here);
        }
        if (text.startsWith("=~", at)) {
            int regex = at + 2;
            while (regex < text.length() && Character.isWhitespace(text.charAt(regex))) {
                regex++;
            }
            return regex < text.length() && text.charAt(regex) == '/' ? behind(text, regex + 1, '/') : regex;
        }
        return at + 1;
    }

    private static int behind(String text, int from, char end) {
        int at = from;
        while (at < text.length() && text.charAt(at) != end) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, text.length());
    }
}
