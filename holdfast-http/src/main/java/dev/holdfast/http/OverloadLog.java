// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.time.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Tells the operator, at most once a minute, that a limit turns clients away. Thread-safe.
final class OverloadLog {

    private static final Logger LOGGER = System.getLogger(OverloadLog.class.getName());
    private static final long INTERVAL_MILLIS = Duration.ofMinutes(1).toMillis();

    private final Traffic traffic;
    private final Timer timer;
    private final AtomicLong nextAt = new AtomicLong(Long.MIN_VALUE);

    OverloadLog(Traffic traffic, Timer timer) {
        this.traffic = traffic;
        this.timer = timer;
    }

    void report(Refusal refusal) {
        long now = timer.millis();
        long next = nextAt.get();
        if (now >= next && nextAt.compareAndSet(next, now + INTERVAL_MILLIS)) {
            ListenerCounts counts = traffic.counts();
            LOGGER.log(
                    Level.WARNING,
                    "A limit is reached ({0}), clients are answered 503: {1} requests, {2} bytes of bodies and {3}"
                            + " connections at once; {4} refusals so far",
                    refusal,
                    counts.requests(),
                    counts.bodyBytes(),
                    counts.connections(),
                    counts.refused().get(refusal));
        }
    }
}
