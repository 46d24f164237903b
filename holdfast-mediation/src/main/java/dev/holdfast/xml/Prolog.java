// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.xml;

import java.nio.charset.StandardCharsets;

/// What stands before the root of a document: the parser does not say where that ends.
final class Prolog {

    private static final int BYTE_ORDER_MARK = 3;

    private Prolog() {}

    /// The line in which the first thing begins that is neither white space nor a comment nor a processing
    /// instruction, from 1. Right for encodings that are like ASCII where XML needs it.
    static int lines(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = text.startsWith("\u00ef\u00bb\u00bf") ? BYTE_ORDER_MARK : 0;
        int next = skip(text, at);
        while (next > at) {
            at = next;
            next = skip(text, at);
        }
        return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    private static int skip(String text, int at) {
        if (text.startsWith("<?", at)) {
            return after(text, "?>", at);
        }
        if (text.startsWith("<!--", at)) {
            return after(text, "-->", at);
        }
        int end = at;
        while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int after(String text, String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? from : found + end.length();
    }
}
