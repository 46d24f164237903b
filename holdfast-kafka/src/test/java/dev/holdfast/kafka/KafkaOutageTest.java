// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.servers.KafkaServer;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreOutageContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class KafkaOutageTest extends StoreOutageContract {

    private static final AtomicInteger TESTS = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static KafkaServer server;

    private int test;

    @BeforeAll
    static void startServer() {
        server = KafkaServer.start(folder);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    /// The node has a name, so that a consumer that could not say goodbye is followed at once by the next.
    @Override
    protected MessageStore open() {
        if (test == 0) {
            test = TESTS.incrementAndGet();
        }
        String topic = "outage-" + test;
        return KafkaFixture.store(
                server.address(),
                NAME,
                "store.kafka.topic",
                topic,
                "store.kafka.group",
                topic,
                "store.kafka.node",
                "tests",
                "store.kafka.client.fetch.max.wait.ms",
                "20",
                "store.send.timeout",
                Long.toString(SEND_TIMEOUT.toMillis()));
    }

    @Override
    protected Duration aWhile() {
        return Duration.ofMillis(500);
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
