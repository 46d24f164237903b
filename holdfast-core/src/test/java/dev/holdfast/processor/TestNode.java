// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.ledger.FaultyJournal;
import dev.holdfast.ledger.Ledger;
import dev.holdfast.ledger.VolatileJournal;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.BodyBudget;
import dev.holdfast.message.IdSource;
import dev.holdfast.message.SampleMessages;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.message.WorkRoom;
import dev.holdfast.routing.Route;
import dev.holdfast.routing.StoreRouter;
import dev.holdfast.store.FaultyStore;
import dev.holdfast.store.VolatileMessageStore;
import dev.holdfast.time.ManualTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// What a processor works with, in a simulated time: stores that fail as a test says.
final class TestNode {

    static final Duration PROBE_INTERVAL = Duration.ofSeconds(2);

    final ManualTimer timer = new ManualTimer();
    final FaultyJournal journal = new FaultyJournal(new VolatileJournal(10_000, 10_000));
    final Ledger ledger = new Ledger(journal, timer);
    final StoreRouter router;
    final ProcessorContext context;
    private final List<VolatileMessageStore> engines = new ArrayList<>();

    TestNode() {
        Random random = new Random(1);
        this.router = new StoreRouter(ledger, timer, new IdSource(timer, random), PROBE_INTERVAL);
        this.context = new ProcessorContext(
                router,
                ledger,
                journal,
                timer,
                random,
                new ProcessorContext.Memory(new BodyBudget(1 << 20, timer), new WorkRoom(1 << 20, 1 << 20, timer)));
        store(ProcessorContext.INVALID_MESSAGES);
    }

    /// A store that nothing stands in for.
    FaultyStore store(String name) {
        return store(name, Optional.empty());
    }

    /// A store for which another one stands in.
    FaultyStore store(String name, String failover) {
        return store(name, Optional.of(new Route.Failover(failover, true)));
    }

    private FaultyStore store(String name, Optional<Route.Failover> failover) {
        VolatileMessageStore engine = new VolatileMessageStore(name, timer, 10_000);
        engines.add(engine);
        FaultyStore store = new FaultyStore(engine);
        router.register(new Route(store, failover));
        return store;
    }

    /// Appends messages with these bodies.
    List<AppendId> append(String store, String... bodies) {
        return Arrays.stream(bodies)
                .map(body -> router.append(store, SampleMessages.unstored(body)))
                .toList();
    }

    /// All that the engine of the store holds, in order.
    List<StoredMessage> contents(String store) {
        return engines.stream()
                .filter(engine -> engine.name().equals(store))
                .findFirst()
                .orElseThrow()
                .page(Optional.empty(), 10_000);
    }

    /// The bodies of all that the engine of the store holds, in order.
    List<String> bodies(String store) {
        return SampleMessages.bodies(contents(store));
    }

    /// Lets time pass until the store is empty.
    void runUntilEmpty(String store) {
        timer.runUntil(store + " is empty", () -> contents(store).isEmpty(), Duration.ofMinutes(1));
    }
}
