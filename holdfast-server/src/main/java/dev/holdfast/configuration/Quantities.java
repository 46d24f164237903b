// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.configuration;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Reads numbers with units.
final class Quantities {

    private static final Map<String, Duration> DURATIONS = Map.of(
            "", Duration.ofMillis(1),
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));
    private static final Map<String, Long> SIZES =
            Map.of("", 1L, "B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    private Quantities() {}

    static Optional<Duration> duration(String text) {
        return split(text)
                .filter(quantity -> DURATIONS.containsKey(quantity.unit))
                .map(quantity ->
                        DURATIONS.getOrDefault(quantity.unit, Duration.ZERO).multipliedBy(quantity.number));
    }

    static Optional<Long> bytes(String text) {
        return split(text)
                .filter(quantity -> SIZES.containsKey(quantity.unit))
                .map(quantity -> Math.multiplyExact(quantity.number, SIZES.getOrDefault(quantity.unit, 1L)));
    }

    private record Quantity(long number, String unit) {}

    /// At most 9 digits, so that no unit can overflow.
    private static Optional<Quantity> split(String text) {
        int end = 0;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        if (end == 0 || end > 9) {
            return Optional.empty();
        }
        return Optional.of(new Quantity(
                Long.parseLong(text.substring(0, end)), text.substring(end).trim()));
    }
}
