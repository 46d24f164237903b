// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import dev.holdfast.servers.RabbitMqServer;
import dev.holdfast.store.CountableContract;
import dev.holdfast.store.DurableMessageStoreContract;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.OrderedReleaseContract;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class RabbitMqStoreContractTest extends DurableMessageStoreContract
        implements CountableContract, OrderedReleaseContract {

    private static final AtomicInteger TESTS = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static RabbitMqServer server;

    private int test;

    @BeforeAll
    static void startServer() {
        server = RabbitMqServer.start(folder);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    /// A queue of its own for each test.
    @Override
    protected MessageStore open() {
        if (test == 0) {
            test = TESTS.incrementAndGet();
        }
        return RabbitMqFixture.store(server.port(), NAME, "store.rabbitmq.queue.name", "contract-" + test);
    }

    @Override
    public MessageStore countableStore() {
        return store();
    }

    @Override
    public MessageStore orderedStore() {
        return store();
    }
}
