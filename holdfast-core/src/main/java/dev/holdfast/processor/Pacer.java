// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import java.time.Duration;
import java.time.Instant;

/// Keeps one member to its [Pace]. Told what happened and when, it says when the next new message may be taken;
/// retries are not its business. Not thread-safe: guarded by the lock of the queue that owns it.
final class Pacer {

    private static final Duration TICK_LIMIT = Duration.ofSeconds(1);

    private final Pace pace;
    private Instant nextAt;
    private boolean draining;

    Pacer(Pace pace, Instant now) {
        this.pace = pace;
        this.nextAt = pace.cron().isPresent() ? nextFire(now) : now;
    }

    /// When the next message may be taken; [Instant#MAX] for never.
    Instant nextAt() {
        return nextAt;
    }

    /// A message was taken.
    void took(Instant now) {
        if (pace.cron().isPresent()) {
            draining = true;
            nextAt = now.plus(pace.interval());
        } else if (isTicking()) {
            Instant onTime = nextAt.plus(pace.interval());
            nextAt = onTime.isBefore(now) ? now.plus(pace.interval()) : onTime;
        }
    }

    /// A message that was taken has come to its end.
    void finished(Instant now) {
        if (!isTicking()
                && pace.interval().isPositive()
                && (draining || pace.cron().isEmpty())) {
            nextAt = now.plus(pace.interval());
        }
    }

    /// There was nothing to take.
    void foundEmpty(Instant now) {
        if (pace.cron().isPresent()) {
            draining = false;
            nextAt = nextFire(now);
        }
    }

    private boolean isTicking() {
        return pace.cron().isEmpty() && pace.interval().compareTo(TICK_LIMIT) >= 0;
    }

    private Instant nextFire(Instant now) {
        return pace.cron().orElseThrow().next(now).orElse(Instant.MAX);
    }
}
