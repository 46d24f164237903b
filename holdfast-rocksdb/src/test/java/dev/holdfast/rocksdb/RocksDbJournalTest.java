// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.ledger.DurableJournalContract;
import dev.holdfast.ledger.Journal;
import dev.holdfast.store.MessageStore;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/// The journal in the embedded database keeps the contract of journals.
class RocksDbJournalTest extends DurableJournalContract {

    @TempDir
    private Path folder;

    private @Nullable RocksDbDatabase database;

    @Override
    protected Journal open() {
        RocksDbDatabase opened = TestDatabase.open(folder);
        database = opened;
        return opened.journal();
    }

    @Override
    protected void close() {
        Objects.requireNonNull(database).close();
    }

    @Override
    protected Journal reopen() {
        close();
        return open();
    }

    @Override
    protected MessageStore heldStore(String name) {
        return Objects.requireNonNull(database).openStore(name);
    }
}
