// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;

/// Notices that no broker answers a consumer any more: the client itself would try for ever. A consumer hears of
/// its broker every two seconds at least, by its heartbeats, unless it waits for its turn to join the group: so
/// after a silence the broker is asked. Used by one thread.
final class Silence {

    private static final Duration LONGEST = Duration.ofSeconds(4);

    private final Metric answers;
    private final BooleanSupplier pulse;
    private final Timer timer;
    private double heard;
    private Instant lastHeard;
    private boolean lasting;

    /// @param pulse whether a broker answers now
    Silence(Consumer<?, ?> client, BooleanSupplier pulse, Timer timer) {
        this.answers = Metrics.find(client.metrics(), "consumer-metrics", "response-total");
        this.pulse = pulse;
        this.timer = timer;
        this.lastHeard = timer.instant();
    }

    /// Whether there is silence.
    boolean isLasting() {
        return lasting;
    }

    /// Looks whether something was heard since the last look, and else, after a while, asks.
    ///
    /// @return whether there is silence
    boolean look() {
        Instant now = timer.instant();
        double total = Metrics.value(answers);
        if (total > heard) {
            heard = total;
            lastHeard = now;
        } else if (Duration.between(lastHeard, now).compareTo(LONGEST) > 0) {
            lasting = !pulse.getAsBoolean();
            lastHeard = timer.instant();
        }
        return lasting;
    }
}
