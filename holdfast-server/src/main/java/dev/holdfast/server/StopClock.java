// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The time that a stop may take, shared by all its steps; it runs from the first that asks. Thread-safe.
final class StopClock {

    private final InstantSource clock;
    private final Duration limit;
    private @Nullable Instant end;

    StopClock(InstantSource clock, Duration limit) {
        this.clock = clock;
        this.limit = limit;
    }

    /// What is left of it; never less than zero.
    synchronized Duration left() {
        Instant now = clock.instant();
        if (end == null) {
            end = now.plus(limit);
        }
        return now.isBefore(end) ? Duration.between(now, end) : Duration.ZERO;
    }
}
