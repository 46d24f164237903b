// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.custom;

import com.example.DirectoryStore;
import dev.holdfast.message.IdSource;
import dev.holdfast.store.CountableContract;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.MessageStoreContract;
import dev.holdfast.store.MessageStoreProvider.Setting;
import dev.holdfast.store.OrderedReleaseContract;
import dev.holdfast.store.PoisonContract;
import dev.holdfast.time.SystemTimer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// A store of a user keeps the contract of stores.
class CustomStoreContractTest extends MessageStoreContract
        implements CountableContract, OrderedReleaseContract, PoisonContract {

    private static SystemTimer timer;

    @TempDir
    Path folder;

    private DirectoryStore engine = new DirectoryStore();

    @BeforeAll
    static void startTimer() {
        timer = new SystemTimer();
    }

    @AfterAll
    static void closeTimer() {
        timer.close();
    }

    @Override
    protected MessageStore open() {
        engine = new DirectoryStore();
        return new CustomMessageStore(
                new Setting(NAME, timer, new IdSource(timer, new Random()), false),
                engine,
                Map.of("folder", folder.toString()),
                new CustomMessageStore.Ways(PATIENCE, dev.holdfast.upstream.WireFormat.HOLDFAST));
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
    public MessageStore orderedStore() {
        return store();
    }

    @Override
    public MessageStore poisonedStore() {
        return store();
    }

    @Override
    public void putDamaged(byte[] bytes) throws Exception {
        engine.append(List.of(new CustomMessage("x", bytes, Map.of())));
    }
}
