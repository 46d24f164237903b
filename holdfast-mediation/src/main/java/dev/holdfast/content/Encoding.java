// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Locale;

/// Turns text into bytes without losing a character: what a character set does not have is written by its number,
/// where the language of the text has a way to do so.
enum Encoding {
    /// With character references; right in text and in values of attributes.
    XML("&#x%X;"),
    /// With `\\u` and four digits, for each half of a pair; right in strings.
    JSON("\\u%04x"),
    /// There is no way.
    PLAIN("");

    private final String escape;

    Encoding(String escape) {
        this.escape = escape;
    }

    /// @throws UnreadableBodyException when the character set does not have a character of the text
    byte[] bytes(String text, Charset charset) {
        if (!charset.canEncode()) {
            throw new UnreadableBodyException("nothing can be written in the character set " + charset.name());
        }
        CharsetEncoder encoder = charset.newEncoder();
        if (charset.name().startsWith("UTF-") || encoder.canEncode(text)) {
            return text.getBytes(charset);
        }
        StringBuilder result = new StringBuilder(text.length() + 64);
        text.codePoints().forEach(c -> append(result, c, encoder));
        return result.toString().getBytes(charset);
    }

    private void append(StringBuilder result, int codePoint, CharsetEncoder encoder) {
        String character = Character.toString(codePoint);
        if (encoder.canEncode(character)) {
            result.append(character);
            return;
        }
        switch (this) {
            case XML -> result.append(String.format(Locale.ROOT, escape, codePoint));
            case JSON -> character.chars().forEach(c -> result.append(String.format(Locale.ROOT, escape, c)));
            case PLAIN ->
                throw new UnreadableBodyException(
                        "the character set " + encoder.charset().name() + " does not have a character of the body");
        }
    }
}
