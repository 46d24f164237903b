// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.store.BrowsableContract;
import dev.holdfast.store.CountableContract;
import dev.holdfast.store.DurableMessageStoreContract;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.OrderedReleaseContract;
import dev.holdfast.store.StoreConsumer;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// The embedded store keeps the contract of stores.
class RocksDbMessageStoreTest extends DurableMessageStoreContract
        implements CountableContract, BrowsableContract, OrderedReleaseContract {

    @TempDir
    private Path folder;

    private @Nullable RocksDbDatabase database;

    @Override
    protected MessageStore open() {
        if (database == null) {
            database = TestDatabase.open(folder);
        }
        return database.openStore(NAME);
    }

    @Override
    protected MessageStore reopen() {
        closeDatabase();
        return open();
    }

    @Override
    protected void crash(StoreConsumer consumer) {
        consumer.close();
    }

    @AfterEach
    void closeDatabase() {
        if (database != null) {
            database.close();
            database = null;
        }
    }

    @Override
    protected Duration aWhile() {
        return Duration.ofMillis(20);
    }

    @Override
    public MessageStore countableStore() {
        return store();
    }

    @Override
    public MessageStore browsableStore() {
        return store();
    }

    @Override
    public MessageStore orderedStore() {
        return store();
    }
}
