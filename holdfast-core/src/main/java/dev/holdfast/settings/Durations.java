// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people write them.
public final class Durations {

    /// At most 9 digits, so that no unit can overflow.
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})\\s*([A-Za-z]*)");

    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "min", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private Durations() {}

    /// Reads a number with its unit, such as `250ms`, `5s`, `30m`, `2h` or `7d`.
    ///
    /// @throws IllegalArgumentException when it is none; the message says what is wrong with it
    public static Duration parse(String text) {
        Matcher matcher = WRITTEN.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text.strip() + "' is no duration such as 5s or 30m");
        }
        Duration unit = UNITS.get(matcher.group(2).toLowerCase(Locale.ROOT));
        if (unit == null) {
            String found = matcher.group(2);
            throw new IllegalArgumentException("'" + text.strip() + "' "
                    + (found.isEmpty() ? "has no unit" : "has the unknown unit '" + found + "'")
                    + "; units are ms, s, m, h and d");
        }
        return unit.multipliedBy(Long.parseLong(matcher.group(1)));
    }

    /// A duration in words: `3 s`, `1 min 30 s`, `250 ms`.
    public static String text(Duration duration) {
        StringBuilder text = new StringBuilder();
        append(text, duration.toDays(), "d");
        append(text, duration.toHoursPart(), "h");
        append(text, duration.toMinutesPart(), "min");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        return text.isEmpty() ? "0 s" : text.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(text.isEmpty() ? "" : " ").append(amount).append(' ').append(unit);
        }
    }
}
