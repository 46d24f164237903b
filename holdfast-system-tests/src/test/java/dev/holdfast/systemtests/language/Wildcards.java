// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests.language;

import java.util.regex.Pattern;

/// Texts in which `*` stands for anything, also for nothing.
final class Wildcards {

    private Wildcards() {}

    static boolean matches(String expected, String actual) {
        return pattern(expected).matcher(actual).matches();
    }

    static boolean isContained(String expected, String actual) {
        return pattern(expected).matcher(actual).find();
    }

    private static Pattern pattern(String expected) {
        StringBuilder regex = new StringBuilder();
        for (String part : expected.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(part.isEmpty() ? "(?:)" : Pattern.quote(part));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
