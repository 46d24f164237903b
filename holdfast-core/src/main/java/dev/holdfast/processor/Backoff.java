// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import java.time.Duration;

/// Waits that are computed: each is so many times the one before.
///
/// @param initial after the first failure
/// @param multiplier by which each further wait is longer; 1 keeps it
/// @param maximum no wait is longer, jitter aside
/// @param jitter from 0 to 1: each wait is longer or shorter by at most this part of it, at random
public record Backoff(Duration initial, double multiplier, Duration maximum, double jitter) implements RetrySchedule {

    /// @throws IllegalArgumentException when a value makes no sense
    public Backoff {
        if (initial.isNegative() || maximum.isNegative()) {
            throw new IllegalArgumentException("a wait is not negative: " + initial + ", " + maximum);
        }
        if (!(multiplier >= 1) || !(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException(
                    "multiplier is at least 1, jitter 0 to 1, not " + multiplier + " and " + jitter);
        }
    }

    /// The same wait every time.
    public static Backoff fixed(Duration wait) {
        return new Backoff(wait, 1, wait, 0);
    }

    @Override
    public Duration after(int failures, double draw) {
        double exact = (double) initial.toMillis() * Math.pow(multiplier, failures - 1.0);
        double capped = Math.min(exact, (double) Math.max(maximum.toMillis(), initial.toMillis()));
        return RetrySchedule.shifted(capped, jitter, draw);
    }
}
