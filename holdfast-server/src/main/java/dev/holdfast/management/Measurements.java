// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import dev.holdfast.ledger.Audit;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Browsable;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What was measured in the stores' engines. Measuring costs the engine work, and an engine that is away costs whoever
/// asks the time to find that out, so it is not done anew each time somebody asks: at most a tenth of the time goes
/// into it. Thread-safe.
final class Measurements {

    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);
    private static final int LIFE_PER_COST = 10;

    private final Function<MessageStore, Optional<Audit.Finding>> audit;
    private final InstantSource clock;
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();

    /// @param audit measures a store and compares
    Measurements(Function<MessageStore, Optional<Audit.Finding>> audit, InstantSource clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /// What was found in one store.
    ///
    /// @param finding books and depth; empty when the engine cannot say, or did not answer
    /// @param oldest when the message at the head was accepted; empty when there is none, or the engine cannot say
    ///     or did not answer
    record Measurement(Optional<Audit.Finding> finding, Optional<Instant> oldest) {}

    /// The measurement of one store, and the one who measures it: others wait for what is found.
    private static final class Slot {

        private final ReentrantLock measuring = new ReentrantLock();
        private @Nullable Measurement latest;
        private Instant until = Instant.MIN;
    }

    /// The latest measurement, made now if there is none or it is old.
    Measurement of(MessageStore store) {
        Slot slot = slots.computeIfAbsent(store.name(), _ -> new Slot());
        slot.measuring.lock();
        try {
            Measurement known = slot.latest;
            Instant start = clock.instant();
            if (known != null && start.isBefore(slot.until)) {
                return known;
            }
            Measurement fresh = measure(store);
            Instant end = clock.instant();
            slot.latest = fresh;
            slot.until = end.plus(lifetime(Duration.between(start, end)));
            return fresh;
        } finally {
            slot.measuring.unlock();
        }
    }

    private Measurement measure(MessageStore store) {
        try {
            Optional<Instant> oldest = store instanceof Browsable browsable
                    ? browsable.page(Optional.empty(), 1).stream().findFirst().map(StoredMessage::acceptedAt)
                    : Optional.empty();
            return new Measurement(audit.apply(store), oldest);
        } catch (StoreException e) {
            return new Measurement(Optional.empty(), Optional.empty());
        }
    }

    private static Duration lifetime(Duration cost) {
        Duration byCost = cost.multipliedBy(LIFE_PER_COST);
        return byCost.compareTo(SHORTEST_LIFE) > 0 ? byCost : SHORTEST_LIFE;
    }
}
