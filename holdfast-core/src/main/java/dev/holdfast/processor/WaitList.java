// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import java.time.Duration;
import java.util.List;

/// Waits that are listed; the last one is repeated.
///
/// @param waits one or more, none negative
/// @param jitter from 0 to 1: each wait is longer or shorter by at most this part of it, at random
public record WaitList(List<Duration> waits, double jitter) implements RetrySchedule {

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException when it is empty, a wait is negative or the jitter makes no sense
    public WaitList {
        waits = List.copyOf(waits);
        if (waits.isEmpty() || waits.stream().anyMatch(Duration::isNegative) || !(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException(
                    "one wait or more, 0 or longer, jitter 0 to 1: " + waits + ", " + jitter);
        }
    }

    @Override
    public Duration after(int failures, double draw) {
        Duration wait = waits.get(Math.min(failures, waits.size()) - 1);
        return RetrySchedule.shifted((double) wait.toMillis(), jitter, draw);
    }
}
