// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast;

import dev.holdfast.ledger.Journal;
import dev.holdfast.message.IdSource;
import dev.holdfast.store.MessageStore;
import dev.holdfast.time.Timer;
import java.util.Optional;

/// What remembers, beside the stores, how often each message was tried and which copies of it may exist.
/// `EmbeddedBooks` of `holdfast-rocksdb` survive a crash, [#inMemory] do not.
public interface Books {

    /// Opens the books for one [Holdfast].
    ///
    /// When this returns, everything is known that was ever remembered in them and not forgotten.
    Open open(Timer timer, IdSource ids);

    /// Books that last as long as the process. Whatever is in a durable store stays there; but after a crash
    /// attempts count anew, and a message whose storing or settling was under way may be sent a second time.
    static Books inMemory() {
        return new VolatileBooks();
    }

    /// Books in use.
    interface Open extends AutoCloseable {

        /// What is written in.
        Journal journal();

        /// Where messages go that cannot be read; none: to a queue of the engine that they are in.
        Optional<MessageStore> invalidMessages();

        /// Whether they survive a crash.
        boolean isDurable();

        /// Ends their use.
        @Override
        void close();
    }
}
