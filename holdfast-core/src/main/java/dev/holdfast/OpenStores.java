// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast;

import dev.holdfast.message.IdSource;
import dev.holdfast.processor.ProcessorContext;
import dev.holdfast.routing.Route;
import dev.holdfast.routing.StoreRouter;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.MessageStoreProvider.Setting;
import dev.holdfast.time.Timer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The stores that one [Holdfast] has open, each once, whoever uses it. Thread-safe.
final class OpenStores {

    private final StoreRouter router;
    private final Timer timer;
    private final IdSource ids;
    private final Map<String, Known> known = new LinkedHashMap<>();

    private record Known(StoreSource source, MessageStore store, Optional<Route.Failover> failover) {}

    OpenStores(StoreRouter router, Timer timer, IdSource ids) {
        this.router = router;
        this.timer = timer;
        this.ids = ids;
    }

    /// Opens the store, unless it is open.
    ///
    /// @throws IllegalArgumentException when another store of that name is open
    synchronized void use(StoreSource source) {
        open(source, Optional.empty());
    }

    /// Opens a store and what stands in for it.
    ///
    /// @throws IllegalArgumentException when another store of that name is open, something else stands in for
    ///     it, or the two would stand in for each other
    synchronized void use(StoreSource source, StoreSource standIn) {
        requireNoCircle(source.name(), standIn.name());
        open(standIn, Optional.empty());
        open(source, Optional.of(new Route.Failover(standIn.name(), true)));
    }

    /// Opens the store for what cannot be read, if there is none yet.
    synchronized void ensureInvalidMessages(StoreSource source) {
        if (!router.knows(ProcessorContext.INVALID_MESSAGES)) {
            open(source.sibling(ProcessorContext.INVALID_MESSAGES), Optional.empty());
        }
    }

    /// Closes them.
    synchronized void close() {
        List<Known> all = new ArrayList<>(known.values());
        known.clear();
        all.reversed().forEach(one -> one.store.close());
    }

    private void open(StoreSource source, Optional<Route.Failover> failover) {
        Known before = known.get(source.name());
        if (before == null) {
            Setting setting = new Setting(source.name(), timer, ids, failover.isPresent());
            know(new Known(source, source.open(setting), failover));
            return;
        }
        if (!before.source.equals(source)) {
            throw new IllegalArgumentException("store " + source.name() + " is open already and is another one: "
                    + before.source + "; give one of them another name");
        }
        if (failover.isEmpty() || failover.equals(before.failover)) {
            return;
        }
        if (before.failover.isPresent()) {
            throw new IllegalArgumentException("for store " + source.name() + " another store stands in already: "
                    + before.failover.get().store());
        }
        know(new Known(source, before.store, failover));
    }

    private void know(Known one) {
        router.register(new Route(one.store, one.failover));
        known.put(one.source.name(), one);
    }

    private void requireNoCircle(String name, String standIn) {
        String next = standIn;
        while (!next.equals(name)) {
            Optional<Route.Failover> further =
                    Optional.ofNullable(known.get(next)).flatMap(Known::failover);
            if (further.isEmpty()) {
                return;
            }
            next = further.get().store();
        }
        throw new IllegalArgumentException("store " + name + " would stand in for itself, by way of " + standIn);
    }
}
