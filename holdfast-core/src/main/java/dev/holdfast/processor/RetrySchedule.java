// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import java.time.Duration;

/// How long to wait after each failure. Immutable.
public sealed interface RetrySchedule permits Backoff, WaitList {

    /// The wait after so many failures.
    ///
    /// @param failures from 1
    /// @param draw a random number from 0 (inclusive) to 1 (exclusive)
    Duration after(int failures, double draw);

    /// The first wait, without jitter.
    default Duration first() {
        return after(1, 0.5);
    }

    /// All waits up to that many failures, without jitter.
    default Duration total(int failures) {
        Duration sum = Duration.ZERO;
        for (int failure = 1; failure <= failures; failure++) {
            sum = sum.plus(after(failure, 0.5));
        }
        return sum;
    }

    /// The wait, longer or shorter by at most that part of it.
    static Duration shifted(double millis, double jitter, double draw) {
        return Duration.ofMillis(Math.round(millis * (1 + jitter * (2 * draw - 1))));
    }
}
