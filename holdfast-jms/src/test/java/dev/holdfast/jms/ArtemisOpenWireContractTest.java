// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.servers.ArtemisServer;
import dev.holdfast.store.DurableMessageStoreContract;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.OrderedReleaseContract;
import dev.holdfast.store.PoisonContract;
import dev.holdfast.store.StoreConsumer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/// Artemis with the client of ActiveMQ Classic.
@Tag("long")
final class ArtemisOpenWireContractTest extends DurableMessageStoreContract
        implements OrderedReleaseContract, PoisonContract {

    private static final AtomicInteger TESTS = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static ArtemisServer broker;

    private int test;

    @BeforeAll
    static void startBroker() {
        broker = ArtemisServer.start(folder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Override
    protected MessageStore open() {
        if (test == 0) {
            test = TESTS.incrementAndGet();
        }
        return JmsFixture.store(
                broker.url(), NAME, "store.jms.destination", "contract-" + test, "store.send.timeout", "5000");
    }

    @Override
    protected void crash(StoreConsumer consumer) {
        ((JmsConsumer) consumer).abort();
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
        JmsFixture.putDamaged(broker.url(), "contract-" + test, bytes);
    }
}
