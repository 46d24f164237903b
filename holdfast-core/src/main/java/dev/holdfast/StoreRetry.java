// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast;

import java.time.Duration;

/// How storing is repeated when no store takes a message. The wait before repeat r, from 1, is the interval,
/// longer by `(r - 1) * interval * factor`, and never more than the longest wait: 5, 13, 20, 28 s with the
/// defaults.
///
/// @param count how often, after the first time; -1: until the time of the call is over
/// @param interval before the first repeat
/// @param factor by how much of the interval each wait is longer than the one before
/// @param longestWait no wait is longer
public record StoreRetry(int count, Duration interval, double factor, Duration longestWait) {

    /// @throws IllegalArgumentException when a value makes no sense
    public StoreRetry {
        if (count < -1 || !interval.isPositive() || !(factor >= 0) || !longestWait.isPositive()) {
            throw new IllegalArgumentException("a count of -1 or more, positive waits, a factor of 0 or more: count "
                    + count + ", interval " + interval + ", factor " + factor + ", longest wait " + longestWait);
        }
    }

    /// None: the first failure is the answer.
    public static StoreRetry none() {
        return times(0);
    }

    /// So often, with waits of 5 s and more.
    public static StoreRetry times(int count) {
        return new StoreRetry(count, Duration.ofSeconds(5), 1.5, Duration.ofMinutes(1));
    }

    /// Until the time of the call is over, with waits of 5 s and more.
    public static StoreRetry unlimited() {
        return times(-1);
    }

    /// So often, always after the same wait.
    public static StoreRetry times(int count, Duration wait) {
        return new StoreRetry(count, wait, 0, wait);
    }

    /// Whether there is a repeat of that number, from 1.
    boolean allows(int repeat) {
        return count == -1 || repeat <= count;
    }

    /// The wait before the repeat of that number, from 1; half seconds are rounded up.
    Duration before(int repeat) {
        double more = (repeat - 1.0) * interval.toMillis() * factor;
        double rounded = interval.toMillis() % 1_000 == 0 ? Math.floor(more / 1_000 + 0.5) * 1_000 : more;
        double wait = interval.toMillis() + rounded;
        return Duration.ofMillis((long) Math.min(wait, (double) longestWait.toMillis()));
    }
}
