// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.ledger;

import dev.holdfast.ledger.LedgerEntry.Event;

/// How a message leaves a store.
public enum Outcome {
    /// It arrived at its endpoint.
    DELIVERED(Counter.DELIVERED, Event.DELIVERED),
    /// A copy with the reason is in the dead-letter store.
    DEAD_LETTERED(Counter.DEAD_LETTERED, Event.DEAD_LETTERED),
    /// Its time to live ended.
    EXPIRED(Counter.EXPIRED, Event.EXPIRED),
    /// Given up by an explicit setting or an operator's word.
    DROPPED(Counter.DROPPED, Event.DROPPED),
    /// It is in another store now.
    MOVED(Counter.MOVED, Event.MOVED),
    /// It could not be read and is in the store for invalid messages.
    INVALID(Counter.INVALID, Event.INVALID),
    /// Another copy of it was settled before.
    DUPLICATE(Counter.DUPLICATES, Event.DUPLICATE);

    private final Counter counter;
    private final Event event;

    Outcome(Counter counter, Event event) {
        this.counter = counter;
        this.event = event;
    }

    Counter counter() {
        return counter;
    }

    Event event() {
        return event;
    }
}
