// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;

/// Notices that no broker answers a consumer any more: the client itself would try for ever. A consumer that is
/// alive hears of the broker every two seconds at least, by its heartbeats. Used by one thread.
final class Silence {

    /// In which a broker may be started anew without loss of what is held.
    private static final Duration LONGEST = Duration.ofSeconds(6);

    /// A step longer than this was a pause of this process, not of the broker.
    private static final Duration LONGEST_STEP = Duration.ofSeconds(2);

    private final Metric answers;
    private final Timer timer;
    private double heard;
    private Instant lastLook;
    private Duration silent = Duration.ZERO;

    Silence(Consumer<?, ?> client, Timer timer) {
        this.answers = Metrics.find(client.metrics(), "consumer-metrics", "response-total");
        this.timer = timer;
        this.lastLook = timer.instant();
    }

    /// Looks whether something was heard since the last look.
    ///
    /// @return what to say when the silence lasts too long
    Optional<String> check() {
        Instant now = timer.instant();
        Duration step = Duration.between(lastLook, now);
        lastLook = now;
        double total = Metrics.value(answers);
        if (total > heard) {
            heard = total;
            silent = Duration.ZERO;
        } else {
            silent = silent.plus(step.compareTo(LONGEST_STEP) > 0 ? LONGEST_STEP : step);
        }
        return isHeard()
                ? Optional.empty()
                : Optional.of("no broker has answered for " + silent.toSeconds() + " seconds");
    }

    /// Whether a broker has answered lately.
    boolean isHeard() {
        return silent.compareTo(LONGEST) < 0;
    }
}
