// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

/// What may stand in a header field: RFC 9110, sections 5.5 and 5.6.2.
final class HeaderSyntax {

    private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";
    private static final boolean[] TOKEN = new boolean[128];

    static {
        for (char c = 0; c < TOKEN.length; c++) {
            boolean letterOrDigit = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            TOKEN[c] = letterOrDigit || TOKEN_PUNCTUATION.indexOf(c) >= 0;
        }
    }

    private HeaderSyntax() {}

    static void requireName(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a header field needs a name");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= TOKEN.length || !TOKEN[c]) {
                throw new IllegalArgumentException(
                        "character %#x in header field name '%s': a name is a token (RFC 9110)"
                                .formatted((int) c, printable(name)));
            }
        }
    }

    static void requireValue(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7F) {
                throw new IllegalArgumentException(
                        "control character %#x in the value of header field '%s'".formatted((int) c, name));
            }
        }
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
