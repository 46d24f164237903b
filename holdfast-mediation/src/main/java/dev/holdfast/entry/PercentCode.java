// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// Decodes parts of targets. What is no percent-encoding stays as it is.
final class PercentCode {

    private PercentCode() {}

    /// A part of a path, in which a plus is a plus.
    static String decode(String text) {
        return text.indexOf('%') < 0 ? text : decodeForm(text.replace("+", "%2B"));
    }

    /// A part of a query, in which a plus is a space.
    static String decodeForm(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
