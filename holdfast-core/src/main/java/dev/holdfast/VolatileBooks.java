// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast;

import dev.holdfast.ledger.Journal;
import dev.holdfast.ledger.VolatileJournal;
import dev.holdfast.message.IdSource;
import dev.holdfast.store.MessageStore;
import dev.holdfast.time.Timer;
import java.util.Optional;

/// Books in memory, of bounded size.
final class VolatileBooks implements Books {

    private static final int HISTORY = 10_000;
    private static final int SETTLED = 100_000;

    @Override
    public Open open(Timer timer, IdSource ids) {
        Journal journal = new VolatileJournal(HISTORY, SETTLED);
        return new Open() {
            @Override
            public Journal journal() {
                return journal;
            }

            @Override
            public Optional<MessageStore> invalidMessages() {
                return Optional.empty();
            }

            @Override
            public boolean isDurable() {
                return false;
            }

            @Override
            public void close() {}
        };
    }
}
