// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import static dev.holdfast.kafka.KafkaFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.message.SampleMessages;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.servers.FreePort;
import dev.holdfast.servers.KafkaServer;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// The store while its broker is not there, is stopped, killed or frozen, in every phase.
final class KafkaMessageStoreTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static KafkaServer server;

    @BeforeAll
    static void startServer() {
        server = KafkaServer.start(folder);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void a_broker_that_never_ran_is_unavailable() {
        try (KafkaMessageStore store = KafkaFixture.store("127.0.0.1:" + FreePort.next(), "orders")) {
            assertThat(failureOf(() -> append(store, "m")).category()).isEqualTo(Category.UNAVAILABLE);
            assertThat(failureOf(store::probe).category()).isEqualTo(Category.UNAVAILABLE);
            assertThat(failureOf(() -> store.openConsumer(1)).category()).isEqualTo(Category.UNAVAILABLE);
            assertThat(store.count()).isEmpty();
        }
    }

    @Test
    void a_consumer_lives_through_a_restart_of_the_broker_and_so_does_what_it_holds(TestInfo test) throws Exception {
        try (KafkaMessageStore store = store(test);
                StoreConsumer consumer = store.openConsumer(2)) {
            append(store, "held");
            Delivery held = next(consumer);
            server.stop();
            server.restart();
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(store::probe);
            append(store, "after");
            try {
                held.acknowledge();
                assertThat(body(next(consumer))).isEqualTo("after");
            } catch (StoreException e) {
                // The start took longer than the consumer waits: then it says so, and the message comes again.
                assertThat(e.category()).isIn(Category.UNAVAILABLE, Category.UNKNOWN);
            }
        }
    }

    @Test
    void a_send_into_a_frozen_broker_is_unknown_and_what_never_left_is_unavailable(TestInfo test) throws Exception {
        try (KafkaMessageStore store = store(test)) {
            append(store, "before");
            server.freeze();
            try {
                assertThat(failureOf(() -> append(store, "frozen")).category()).isEqualTo(Category.UNKNOWN);
                // Until the client has given the connection up, it sends.
                await().atMost(PATIENCE)
                        .until(() -> failureOf(() -> append(store, "later")).category() == Category.UNAVAILABLE);
                assertThat(failureOf(() -> append(store, "last")).category()).isEqualTo(Category.UNAVAILABLE);
                assertThat(store.count()).isEmpty();
            } finally {
                server.resume();
            }
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(store::probe);
            append(store, "after");
            assertThat(drain(store)).startsWith("before").endsWith("after").doesNotContain("last");
        }
    }

    @Test
    void an_idle_consumer_notices_a_frozen_broker(TestInfo test) throws Exception {
        try (KafkaMessageStore store = store(test);
                StoreConsumer consumer = store.openConsumer(2)) {
            append(store, "m");
            next(consumer).acknowledge();
            server.freeze();
            try {
                assertThatThrownBy(() -> receiveUntilItFails(consumer))
                        .isInstanceOfSatisfying(StoreException.class, e -> {
                            assertThat(e.category()).isEqualTo(Category.UNAVAILABLE);
                            assertThat(e).hasMessageContaining("no broker answers");
                        });
            } finally {
                server.resume();
            }
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(store::probe);
        }
    }

    @Test
    void what_was_settled_beyond_a_held_message_does_not_come_again_after_the_broker_was_killed(TestInfo test)
            throws Exception {
        try (KafkaMessageStore store = store(test)) {
            store.append(SampleMessages.numbered("m", 6));
            StoreConsumer consumer = store.openConsumer(6);
            List<Delivery> deliveries = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                deliveries.add(next(consumer));
            }
            deliveries.get(1).acknowledge();
            deliveries.get(2).acknowledge();
            deliveries.get(4).acknowledge();
            server.kill();
            server.restart();
            consumer.close();
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(store::probe);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(store.count()).hasValue(3));
            assertThat(drain(store)).containsExactly("m1", "m4", "m6");
            assertThat(store.count()).hasValue(0);
        }
    }

    @Test
    void what_is_settled_is_deleted_by_the_broker_when_the_topic_is_ours(TestInfo test) throws Exception {
        String topic = test.getTestMethod().orElseThrow().getName();
        try (KafkaMessageStore store = KafkaFixture.store(
                server.address(), "orders", "store.kafka.topic", topic, "store.kafka.cleanup.interval", "1")) {
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(store::probe);
            store.append(SampleMessages.numbered("m", 5));
            try (StoreConsumer consumer = store.openConsumer(5)) {
                next(consumer).acknowledge();
                Delivery held = next(consumer);
                next(consumer).acknowledge();
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(firstOffset(topic)).isEqualTo(1));
                assertThat(store.count()).hasValue(3);
                held.acknowledge();
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(firstOffset(topic)).isEqualTo(3));
                assertThat(store.count()).hasValue(2);
            }
            assertThat(drain(store)).containsExactly("m4", "m5");
        }
    }

    @Test
    void what_a_consumer_held_that_died_comes_to_another_after_the_session_timeout(TestInfo test) throws Exception {
        String topic = test.getTestMethod().orElseThrow().getName();
        try (KafkaMessageStore store = KafkaFixture.store(
                server.address(),
                "orders",
                "store.kafka.topic",
                topic,
                "store.kafka.group",
                topic,
                "store.kafka.session.timeout",
                "4000")) {
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(store::probe);
            store.append(SampleMessages.numbered("m", 3));
            StoreConsumer dead = store.openConsumer(3);
            Delivery held = next(dead);
            next(dead).acknowledge();
            ((TopicConsumer) dead).abort();
            assertThat(drain(store)).containsExactly("m1", "m3");
            assertThatThrownBy(held::acknowledge).isInstanceOf(StoreException.class);
        }
    }

    private static long firstOffset(String topic) throws Exception {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", server.address()))) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.earliest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }

    private static KafkaMessageStore store(TestInfo test) {
        String topic = test.getTestMethod().orElseThrow().getName();
        KafkaMessageStore store =
                KafkaFixture.store(server.address(), "orders", "store.kafka.topic", topic, "store.kafka.group", topic);
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(store::probe);
        return store;
    }

    private static void append(KafkaMessageStore store, String text) {
        store.append(List.of(SampleMessages.text(text)));
    }

    private static Delivery next(StoreConsumer consumer) throws InterruptedException {
        return consumer.receive(PATIENCE).orElseThrow(() -> new AssertionError("nothing came"));
    }

    private static String body(Delivery delivery) {
        StoredMessage message = ((Delivery.Received.Valid) delivery.received()).message();
        return SampleMessages.body(message);
    }

    private static void receiveUntilItFails(StoreConsumer consumer) throws InterruptedException {
        for (int look = 0; look < 60; look++) {
            consumer.receive(Duration.ofSeconds(1));
        }
    }

    /// The bodies of all messages, in order, acknowledged. The broker may wait for the consumer before.
    private static List<String> drain(KafkaMessageStore store) throws InterruptedException {
        List<String> bodies = new ArrayList<>();
        try (StoreConsumer consumer = store.openConsumer(2)) {
            Optional<Delivery> delivery = consumer.receive(PATIENCE);
            while (delivery.isPresent()) {
                bodies.add(body(delivery.get()));
                delivery.get().acknowledge();
                delivery = consumer.receive(Duration.ofSeconds(1));
            }
        }
        return bodies;
    }
}
