// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import dev.holdfast.xml.SafeXml;

/// Counts what a conversion makes, so that a small body cannot become a huge one. For one conversion.
final class ConversionLimit {

    static final int MAX_VALUES = 1_000_000;
    static final long MAX_CHARACTERS = 64L * 1_024 * 1_024;

    /// The envelope around it takes the others.
    private static final int MAX_DEPTH = SafeXml.MAX_DEPTH - 2;

    private int values;
    private long characters;

    /// One more element, which has a beginning and an end.
    String element(String name) {
        value();
        count(2L * name.length());
        return name;
    }

    /// One more value.
    void value() {
        if (++values > MAX_VALUES) {
            throw new UnreadableBodyException("more than " + MAX_VALUES + " values cannot be converted");
        }
    }

    /// One more name of something else.
    String name(String name) {
        value();
        count(name.length());
        return name;
    }

    /// One more text, which must be one that XML can carry.
    String text(String text) {
        count(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (!isXml(c)) {
                throw new UnreadableBodyException(String.format("the character U+%04X cannot stand in XML", c));
            }
            i += Character.charCount(c);
        }
        return text;
    }

    void depth(int depth) {
        if (depth > MAX_DEPTH) {
            throw new UnreadableBodyException("more than " + MAX_DEPTH + " levels cannot be converted to XML");
        }
    }

    private void count(long more) {
        characters += more;
        if (characters > MAX_CHARACTERS) {
            throw new UnreadableBodyException("converted, it would have more than " + MAX_CHARACTERS + " characters");
        }
    }

    private static boolean isXml(int c) {
        if (c < 0x20) {
            return c == '\t' || c == '\n' || c == '\r';
        }
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return !surrogate && c != 0xFFFE && c != 0xFFFF;
    }
}
