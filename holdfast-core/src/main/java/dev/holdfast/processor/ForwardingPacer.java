// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import java.time.Duration;
import java.time.Instant;

/// Keeps one member to its [Pace].
final class ForwardingPacer implements Pacer {

    private static final Duration TICK_LIMIT = Duration.ofSeconds(1);

    private final Pace pace;
    private Instant nextAt;
    private Instant roundAt;
    private boolean draining;
    private int takenInRound;

    ForwardingPacer(Pace pace, Instant now) {
        this.pace = pace;
        this.roundAt = pace.cron().isPresent() ? nextRound(now) : now;
        this.nextAt = roundAt;
    }

    @Override
    public Instant nextAt() {
        return nextAt;
    }

    @Override
    public void took(Instant now) {
        if (pace.hasRounds()) {
            draining = true;
            takenInRound++;
            nextAt = now.plus(pace.interval());
            if (takenInRound == pace.rounds().limit()) {
                endRound(now);
            }
        } else if (isTicking()) {
            Instant onTime = nextAt.plus(pace.interval());
            nextAt = onTime.isBefore(now) ? now.plus(pace.interval()) : onTime;
        }
    }

    @Override
    public void finished(Instant now) {
        if (!isTicking() && pace.interval().isPositive() && (draining || !pace.hasRounds())) {
            nextAt = now.plus(pace.interval());
        }
    }

    @Override
    public void foundEmpty(Instant now) {
        if (pace.hasRounds()) {
            endRound(now);
        }
    }

    private void endRound(Instant now) {
        draining = false;
        takenInRound = 0;
        roundAt = nextRound(now);
        nextAt = roundAt;
    }

    private boolean isTicking() {
        return !pace.hasRounds() && pace.interval().compareTo(TICK_LIMIT) >= 0;
    }

    /// Rounds that were missed are not made up for.
    private Instant nextRound(Instant now) {
        if (pace.cron().isPresent()) {
            return pace.cron().get().next(now).orElse(Instant.MAX);
        }
        Duration every = pace.rounds().every().orElseThrow();
        Instant onTime = roundAt.plus(every);
        return onTime.isBefore(now) ? now.plus(every) : onTime;
    }
}
