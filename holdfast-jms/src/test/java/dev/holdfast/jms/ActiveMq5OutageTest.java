// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.servers.ActiveMq5Broker;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreOutageContract;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/// ActiveMQ Classic 5 with the client of ActiveMQ Classic 6.
@Tag("long")
final class ActiveMq5OutageTest extends StoreOutageContract {

    private static final AtomicInteger TESTS = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static ActiveMq5Broker broker;

    private int test;

    @BeforeAll
    static void startBroker() {
        broker = ActiveMq5Broker.start(folder);
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
                broker.url(),
                NAME,
                "store.jms.destination",
                "outage-" + test,
                "store.send.timeout",
                Long.toString(SEND_TIMEOUT.toMillis()));
    }

    @Override
    protected void let(Action action) {
        switch (action) {
            case STOP -> broker.stop();
            case KILL -> broker.kill();
            case FREEZE -> broker.freeze();
            case RESUME -> broker.resume();
            case RESTART -> broker.restart();
        }
    }
}
