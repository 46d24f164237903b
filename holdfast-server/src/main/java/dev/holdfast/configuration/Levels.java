// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads levels of loggers.
final class Levels {

    private static final List<String> NAMES = List.of("OFF", "ERROR", "WARN", "INFO", "DEBUG", "TRACE");

    private Levels() {}

    static Optional<String> level(String text) {
        return Optional.of(text.trim().toUpperCase(Locale.ROOT)).filter(NAMES::contains);
    }

    /// `a=WARN, b=DEBUG`; empty when it is not that.
    static Optional<Map<String, String>> levels(String text) {
        Map<String, String> levels = new LinkedHashMap<>();
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            int equals = part.indexOf('=');
            Optional<String> level = level(part.substring(equals + 1));
            if (equals < 1 || level.isEmpty()) {
                return Optional.empty();
            }
            levels.put(part.substring(0, equals).trim(), level.get());
        }
        return Optional.of(levels);
    }
}
