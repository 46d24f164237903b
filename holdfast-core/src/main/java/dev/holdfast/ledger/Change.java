// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.ledger;

import dev.holdfast.message.AppendId;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Delivery;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// One thing that a [Journal] writes. Changes of one commit happen together or not at all, and are asked for what
/// they depend on in the order of the list, at the moment at which the journal writes them.
public sealed interface Change {

    /// Puts a message at the end of a store that the journal holds.
    record Put(String store, StoredMessage message) implements Change {}

    /// Takes a message out of a store that the journal holds.
    record Remove(Delivery delivery) implements Change {}

    /// Adds a line to the history.
    record Note(LedgerEntry entry) implements Change {}

    /// Adds to a counter.
    ///
    /// @param amount asked once, by the journal, when it writes
    record Count(String store, Counter counter, LongSupplier amount) implements Change {

        /// Adds an amount that is known.
        public Count(String store, Counter counter, long amount) {
            this(store, counter, () -> amount);
        }

        /// How much to add; to be asked once, when it is written.
        public long delta() {
            return amount.getAsLong();
        }
    }

    /// Remembers attempts.
    record SetAttempts(AttemptState state) implements Change {}

    /// Forgets attempts.
    record ClearAttempts(AppendId id) implements Change {}

    /// Remembers a doubt, or forgets it, whichever is right when it is written.
    ///
    /// @param current asked once, by the journal, when it writes: that is when the doubt changes; empty to forget
    record DoubtChanged(AppendId id, Supplier<Optional<Doubt>> current) implements Change {}

    /// Remembers that a message reached its end in a store of another engine, before that engine is told.
    record SetSettled(AppendId id, String store, Instant at) implements Change {}

    /// Remembers something under a name, such as the state of a processor; an empty value forgets it.
    record SetState(String key, String value) implements Change {}
}
