// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import java.time.Duration;

/// How long to wait after a failure.
///
/// @param initial after the first failure
/// @param multiplier by which each further wait is longer; 1 keeps it
/// @param maximum no wait is longer, jitter aside
/// @param jitter from 0 to 1: each wait is longer or shorter by at most this part of it, at random
public record Backoff(Duration initial, double multiplier, Duration maximum, double jitter) {

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

    /// The wait after so many failures.
    ///
    /// @param failures from 1
    /// @param draw a random number from 0 (inclusive) to 1 (exclusive)
    public Duration after(int failures, double draw) {
        double exact = (double) initial.toMillis() * Math.pow(multiplier, failures - 1.0);
        double capped = Math.min(exact, (double) Math.max(maximum.toMillis(), initial.toMillis()));
        double shifted = capped * (1 + jitter * (2 * draw - 1));
        return Duration.ofMillis(Math.round(shifted));
    }

    /// All waits up to that many failures, without jitter.
    public Duration total(int failures) {
        Duration sum = Duration.ZERO;
        for (int failure = 1; failure <= failures; failure++) {
            sum = sum.plus(after(failure, 0.5));
        }
        return sum;
    }
}
