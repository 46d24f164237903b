// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

/// A place in the text of a Synapse expression, moving forward, and the limits of what is read. Not thread-safe.
final class Cursor {

    /// So much of a text is shown in an error.
    private static final int SHOWN = 200;

    /// The deepest nesting.
    private static final int DEEPEST = 50;

    /// The most operators and values.
    private static final int MOST_PARTS = 500;

    private final String text;
    private final int start;
    private int at;
    private int depth;
    private int parts;

    /// @param at where to begin
    Cursor(String text, int at) {
        this.text = text;
        this.start = at;
        this.at = at;
    }

    int at() {
        return at;
    }

    String text() {
        return text;
    }

    boolean isAtEnd() {
        return at >= text.length();
    }

    /// The character here; NUL at the end.
    char here() {
        return isAtEnd() ? '\0' : text.charAt(at);
    }

    boolean looksAt(String token) {
        return text.startsWith(token, at);
    }

    void skip(int characters) {
        at += characters;
    }

    void blanks() {
        while (!isAtEnd() && Character.isWhitespace(here())) {
            at++;
        }
    }

    /// Goes past the token, and blanks before it, if it is the next.
    boolean accept(String token) {
        int start = at;
        blanks();
        if (looksAt(token)) {
            at += token.length();
            return true;
        }
        at = start;
        return false;
    }

    /// As [#accept], for a word that must not go on.
    boolean acceptWord(String word) {
        int start = at;
        blanks();
        if (looksAt(word) && !isNamePart(at + word.length())) {
            at += word.length();
            return true;
        }
        at = start;
        return false;
    }

    void expect(String token) {
        if (!accept(token)) {
            throw expected("'" + token + "'");
        }
    }

    /// The name here, without going past it; empty when there is none.
    String name() {
        int end = at;
        while (isNamePart(end)) {
            end++;
        }
        return end > at && Character.isDigit(text.charAt(at)) ? "" : text.substring(at, end);
    }

    /// Goes past a name.
    String takeName(String what) {
        String name = name();
        if (name.isEmpty()) {
            throw expected(what);
        }
        at += name.length();
        return name;
    }

    /// Goes past what stands here up to a place.
    String take(int end) {
        String taken = text.substring(at, end);
        at = end;
        return taken;
    }

    /// Whether a quoted text begins here.
    boolean isQuoted() {
        return here() == '\'' || here() == '"';
    }

    /// Goes past a quoted text; the text that it stands for.
    String takeQuoted() {
        char quote = here();
        StringBuilder value = new StringBuilder();
        int start = at++;
        while (here() != quote) {
            if (isAtEnd()) {
                throw error(start, "the quoted text that begins here has no end");
            }
            value.append(here() == '\\' ? escaped() : here());
            at++;
        }
        at++;
        return value.toString();
    }

    private char escaped() {
        at++;
        return switch (here()) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case '"', '\'', '\\', '/' -> here();
            case 'u' -> unicode();
            default -> throw error(at, "\\" + here() + " stands for nothing; a backslash is written \\\\");
        };
    }

    private char unicode() {
        int end = at + 5;
        String digits = end <= text.length() ? text.substring(at + 1, end) : "";
        if (!digits.matches("[0-9a-fA-F]{4}")) {
            throw error(at, "four hexadecimal digits are expected behind \\u");
        }
        at = end - 1;
        return (char) Integer.parseInt(digits, 16);
    }

    /// One level deeper.
    void enter() {
        if (++depth > DEEPEST) {
            throw error(at, "it is nested more than " + DEEPEST + " deep");
        }
    }

    void leave() {
        depth--;
    }

    /// One operator or value more.
    void count() {
        if (++parts > MOST_PARTS) {
            throw error(at, "it has more than " + MOST_PARTS + " operators and values");
        }
    }

    /// @param index of the character where it goes wrong
    ExpressionSyntaxException error(int index, String reason) {
        int brace = text.indexOf('}', index);
        int end = Math.min(brace < 0 ? text.length() : brace + 1, Math.max(index, start + SHOWN));
        String shown = text.substring(start, Math.min(end, start + SHOWN));
        return new ExpressionSyntaxException(
                shown.replace('\n', ' '), "at column " + (index - start + 1) + ": " + reason);
    }

    ExpressionSyntaxException expected(String what) {
        return error(at, "expected " + what + ", found " + found());
    }

    private String found() {
        if (isAtEnd()) {
            return "the end";
        }
        String name = name();
        return "'" + (name.isEmpty() ? Character.toString(text.codePointAt(at)) : name) + "'";
    }

    private boolean isNamePart(int index) {
        if (index >= text.length()) {
            return false;
        }
        char c = text.charAt(index);
        return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }
}
