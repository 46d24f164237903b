// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.ledger.Journal;
import dev.holdfast.ledger.Ledger;
import dev.holdfast.message.BodyBudget;
import dev.holdfast.message.IdSource;
import dev.holdfast.routing.StoreRouter;
import dev.holdfast.time.Timer;
import java.util.random.RandomGenerator;

/// What every processor of a node works with.
///
/// @param router knows the stores
/// @param ledger keeps the books
/// @param journal keeps the states of processors
/// @param timer gives the time
/// @param random for jitter; thread-safe
/// @param bodies how much of large bodies may be in memory while they are sent
public record ProcessorContext(
        StoreRouter router, Ledger ledger, Journal journal, Timer timer, RandomGenerator random, BodyBudget bodies) {

    /// The name of the store for what cannot be read. It must be registered with the router.
    public static final String INVALID_MESSAGES = "invalid-messages";

    /// With the usual budget for bodies: an eighth of the heap.
    public ProcessorContext(StoreRouter router, Ledger ledger, Journal journal, Timer timer, RandomGenerator random) {
        this(router, ledger, journal, timer, random, BodyBudget.usual(timer));
    }

    IdSource ids() {
        return new IdSource(timer, random);
    }
}
