// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import dev.holdfast.ledger.Journal;
import dev.holdfast.ledger.Ledger;
import dev.holdfast.message.IdSource;
import dev.holdfast.processor.ProcessorContext;
import dev.holdfast.routing.StoreRouter;
import dev.holdfast.time.Timer;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/// What stores and processors of a node share.
///
/// @param journal the memory of the node
/// @param ids makes ids
/// @param memory how much of bodies may be in it
record Engine(
        Journal journal, Ledger ledger, StoreRouter router, IdSource ids, Timer timer, ProcessorContext.Memory memory) {

    /// Each thread has its own generator, so that none waits for another.
    private static final RandomGenerator RANDOM =
            () -> ThreadLocalRandom.current().nextLong();

    private static final Duration HOUSEKEEPING = Duration.ofHours(1);

    static Engine start(Journal journal, Timer timer, Duration probeInterval, ProcessorContext.Memory memory) {
        Ledger ledger = new Ledger(journal, timer);
        IdSource ids = new IdSource(timer, RANDOM);
        StoreRouter router = new StoreRouter(ledger, timer, ids, probeInterval);
        Engine engine = new Engine(journal, ledger, router, ids, timer, memory);
        engine.keepHouse();
        return engine;
    }

    ProcessorContext processorContext() {
        return new ProcessorContext(router, ledger, journal, timer, RANDOM, memory);
    }

    /// Ends with the timer.
    private void keepHouse() {
        timer.at(timer.instant().plus(HOUSEKEEPING), () -> {
            try {
                ledger.forgetOldDoubts();
            } finally {
                keepHouse();
            }
        });
    }
}
