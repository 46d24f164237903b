// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import dev.holdfast.ledger.Audit;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Browsable;
import dev.holdfast.store.MessageStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What was measured in the stores' engines. Measuring costs the engine work, so it is not done anew each time
/// somebody
/// asks: at most a tenth of the time goes into it. Thread-safe.
final class Measurements {

    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);
    private static final int LIFE_PER_COST = 10;

    private final Audit audit;
    private final InstantSource clock;
    private final Map<String, Measurement> latest = new ConcurrentHashMap<>();

    Measurements(Audit audit, InstantSource clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /// What was found in one store.
    ///
    /// @param at when
    /// @param cost how long it took
    /// @param finding books and depth; empty when the engine cannot say
    /// @param oldest when the message at the head was accepted; empty when there is none or the engine cannot
    ///     say
    record Measurement(Instant at, Duration cost, Optional<Audit.Finding> finding, Optional<Instant> oldest) {}

    /// The latest measurement, made now if there is none or it is old.
    Measurement of(MessageStore store) {
        Measurement known = latest.get(store.name());
        if (known != null && clock.instant().isBefore(known.at.plus(lifetime(known)))) {
            return known;
        }
        Instant start = clock.instant();
        Optional<Audit.Finding> finding = audit.of(store);
        Optional<Instant> oldest = store instanceof Browsable browsable
                ? browsable.page(Optional.empty(), 1).stream().findFirst().map(StoredMessage::acceptedAt)
                : Optional.empty();
        Instant end = clock.instant();
        Measurement fresh = new Measurement(end, Duration.between(start, end), finding, oldest);
        latest.put(store.name(), fresh);
        return fresh;
    }

    private static Duration lifetime(Measurement measurement) {
        Duration byCost = measurement.cost.multipliedBy(LIFE_PER_COST);
        return byCost.compareTo(SHORTEST_LIFE) > 0 ? byCost : SHORTEST_LIFE;
    }
}
