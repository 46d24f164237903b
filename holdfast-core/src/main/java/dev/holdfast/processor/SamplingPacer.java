// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.time.CronSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The pace of a sampling processor: at each time so many messages, then nothing until the next time.
final class SamplingPacer implements Pacer {

    private final Duration interval;
    private final Optional<CronSchedule> cron;
    private final int atOnce;
    private Instant nextAt;
    private int taken;

    /// @param interval between two times, where there is no schedule
    /// @param atOnce how many messages each time
    SamplingPacer(Duration interval, Optional<CronSchedule> cron, int atOnce, Instant now) {
        this.interval = interval;
        this.cron = cron;
        this.atOnce = atOnce;
        this.nextAt = cron.isPresent() ? following(now) : now;
    }

    @Override
    public Instant nextAt() {
        return nextAt;
    }

    @Override
    public void took(Instant now) {
        taken++;
        if (taken >= atOnce) {
            waitForNext(now);
        }
    }

    @Override
    public void finished(Instant now) {}

    @Override
    public void foundEmpty(Instant now) {
        waitForNext(now);
    }

    private void waitForNext(Instant now) {
        taken = 0;
        nextAt = following(now);
    }

    /// Times that were missed are left out.
    private Instant following(Instant now) {
        if (cron.isPresent()) {
            return cron.get().next(now).orElse(Instant.MAX);
        }
        Instant onTime = nextAt.plus(interval);
        return onTime.isAfter(now) ? onTime : now.plus(interval);
    }
}
