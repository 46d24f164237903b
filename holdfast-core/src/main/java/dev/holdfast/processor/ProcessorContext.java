// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.ledger.Journal;
import dev.holdfast.ledger.Ledger;
import dev.holdfast.message.BodyBudget;
import dev.holdfast.message.IdSource;
import dev.holdfast.message.WorkRoom;
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
/// @param memory how much of bodies may be in it
public record ProcessorContext(
        StoreRouter router, Ledger ledger, Journal journal, Timer timer, RandomGenerator random, Memory memory) {

    /// How much of bodies may be in memory.
    ///
    /// @param bodies large ones, while they are sent
    /// @param work what is made of them, and answers
    public record Memory(BodyBudget bodies, WorkRoom work) {}

    /// The name of the store for what cannot be read. It must be registered with the router.
    public static final String INVALID_MESSAGES = "invalid-messages";

    /// With the usual parts of the heap for bodies and for work.
    public ProcessorContext(StoreRouter router, Ledger ledger, Journal journal, Timer timer, RandomGenerator random) {
        this(router, ledger, journal, timer, random, new Memory(BodyBudget.usual(timer), WorkRoom.of(0, timer)));
    }

    BodyBudget bodies() {
        return memory.bodies;
    }

    IdSource ids() {
        return new IdSource(timer, random);
    }
}
