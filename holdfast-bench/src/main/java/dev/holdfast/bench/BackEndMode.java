// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.time.Duration;

/// How a [BackEnd] answers.
///
/// @param status of failing answers; 0 closes the connection without an answer; 200 takes the message
/// @param times how many answers fail before the next ones take messages again
/// @param every fails each n-th request only
/// @param delay before each answer
public record BackEndMode(int status, long times, int every, Duration delay) {

    /// Takes every message at once.
    public static final BackEndMode TAKING = new BackEndMode(200, Long.MAX_VALUE, 1, Duration.ZERO);

    /// Refuses values that mean nothing.
    public BackEndMode {
        if (status != 0 && (status < 200 || status > 599)) {
            throw new IllegalArgumentException("status is " + status + "; expected 0 or 200 to 599");
        }
        if (times < 0 || every < 1 || delay.isNegative()) {
            throw new IllegalArgumentException("times, every - 1 and delay cannot be negative");
        }
    }

    /// Answers all with a status until told otherwise.
    public static BackEndMode failing(int status) {
        return new BackEndMode(status, Long.MAX_VALUE, 1, Duration.ZERO);
    }

    /// Answers a number of requests with a status.
    public static BackEndMode failing(int status, long times) {
        return new BackEndMode(status, times, 1, Duration.ZERO);
    }

    /// Whether the n-th request since the mode was set fails.
    boolean fails(long request, long failedSoFar) {
        return status != 200 && failedSoFar < times && request % every == 0;
    }

    String query() {
        return "status=" + status + "&times=" + times + "&every=" + every + "&delay=" + delay.toMillis();
    }

    static BackEndMode parse(Query query) {
        return new BackEndMode(
                (int) query.number("status", 200),
                query.number("times", Long.MAX_VALUE),
                (int) query.number("every", 1),
                Duration.ofMillis(query.number("delay", 0)));
    }
}
