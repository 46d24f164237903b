// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.servers.KafkaServer;
import dev.holdfast.store.CountableContract;
import dev.holdfast.store.DurableMessageStoreContract;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.OrderedReleaseContract;
import dev.holdfast.store.PoisonContract;
import dev.holdfast.store.StoreConsumer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class KafkaStoreContractTest extends DurableMessageStoreContract
        implements CountableContract, OrderedReleaseContract, PoisonContract {

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

    /// A topic and a group of its own for each test. The node has a name, so that a consumer that has crashed is
    /// followed at once by the next.
    @Override
    protected MessageStore open() {
        if (test == 0) {
            test = TESTS.incrementAndGet();
        }
        String topic = "contract-" + test;
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
                "20000");
    }

    /// Joining a group takes longer than looking at a queue.
    @Override
    protected Duration aWhile() {
        return Duration.ofMillis(500);
    }

    @Override
    protected void crash(StoreConsumer consumer) {
        ((TopicConsumer) consumer).abort();
    }

    @Override
    public MessageStore poisonedStore() {
        return store();
    }

    @Override
    public void putDamaged(byte[] bytes) throws Exception {
        Records.put(Map.of("bootstrap.servers", server.address()), "contract-" + test, "holdfast-format", "1", bytes);
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
