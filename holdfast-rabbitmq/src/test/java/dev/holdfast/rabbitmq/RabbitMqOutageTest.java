// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import dev.holdfast.servers.RabbitMqServer;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreOutageContract;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class RabbitMqOutageTest extends StoreOutageContract {

    /// More than there are tests.
    private static final int QUEUES = 12;

    private static final AtomicInteger TESTS = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static RabbitMqServer server;

    private int test;

    @BeforeAll
    static void startServer() {
        server = RabbitMqServer.start(folder);
        makeQueues();
    }

    /// A RabbitMQ that is killed within seconds after a queue was made can come back without the queue (decision 16).
    private static void makeQueues() {
        for (int queue = 1; queue <= QUEUES; queue++) {
            try (MessageStore store = open(queue)) {
                store.probe();
            }
        }
        server.stop();
        server.restart();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    protected MessageStore open() {
        if (test == 0) {
            test = TESTS.incrementAndGet();
        }
        return open(test);
    }

    private static MessageStore open(int queue) {
        return RabbitMqFixture.store(
                server.port(),
                NAME,
                "store.rabbitmq.queue.name",
                "outage-" + queue,
                "store.send.timeout",
                Long.toString(SEND_TIMEOUT.toMillis()));
    }

    /// It does so a fifth of a second later, or when it has to flush what was appended.
    @Override
    protected boolean writesAcknowledgementsDown() {
        return false;
    }

    @Override
    protected void let(Action action) {
        switch (action) {
            case STOP -> server.stop();
            case KILL -> server.kill();
            case FREEZE -> server.freeze();
            case RESUME -> server.resume();
            case RESTART -> server.restart();
        }
    }
}
