// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import java.time.Duration;
import java.time.Instant;

/// Keeps one member to its [Pace].
final class ForwardingPacer implements Pacer {

    private static final Duration TICK_LIMIT = Duration.ofSeconds(1);

    private final Pace pace;
    private Instant nextAt;
    private boolean draining;

    ForwardingPacer(Pace pace, Instant now) {
        this.pace = pace;
        this.nextAt = pace.cron().isPresent() ? nextFire(now) : now;
    }

    @Override
    public Instant nextAt() {
        return nextAt;
    }

    @Override
    public void took(Instant now) {
        if (pace.cron().isPresent()) {
            draining = true;
            nextAt = now.plus(pace.interval());
        } else if (isTicking()) {
            Instant onTime = nextAt.plus(pace.interval());
            nextAt = onTime.isBefore(now) ? now.plus(pace.interval()) : onTime;
        }
    }

    @Override
    public void finished(Instant now) {
        if (!isTicking()
                && pace.interval().isPositive()
                && (draining || pace.cron().isEmpty())) {
            nextAt = now.plus(pace.interval());
        }
    }

    @Override
    public void foundEmpty(Instant now) {
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
