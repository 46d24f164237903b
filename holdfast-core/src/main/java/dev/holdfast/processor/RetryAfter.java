// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.transport.Response;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// The field `Retry-After` of an answer: a number of seconds, or a date (RFC 9110, 10.2.3).
final class RetryAfter {

    private static final String FIELD = "Retry-After";
    private static final int MOST_DIGITS = 9;

    private RetryAfter() {}

    /// How long the back end asks to be left alone; empty when it does not say, or nothing that can be read.
    static Optional<Duration> of(Response response, Instant now) {
        return response.headers().first(FIELD).map(String::strip).flatMap(text -> parse(text, now));
    }

    private static Optional<Duration> parse(String text, Instant now) {
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            boolean fits = text.length() <= MOST_DIGITS;
            return Optional.of(Duration.ofSeconds(fits ? Long.parseLong(text) : Integer.MAX_VALUE));
        }
        try {
            Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
