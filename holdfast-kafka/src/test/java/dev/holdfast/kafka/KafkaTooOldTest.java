// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import static dev.holdfast.kafka.KafkaFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.Books;
import dev.holdfast.ForwardingProcessor;
import dev.holdfast.Holdfast;
import dev.holdfast.MessageStoreClient;
import dev.holdfast.StoreSource;
import dev.holdfast.TestStore;
import dev.holdfast.endpoint.ScriptedEndpoint;
import dev.holdfast.message.Content;
import dev.holdfast.message.SampleMessages;
import dev.holdfast.servers.KafkaServer;
import dev.holdfast.servers.OldKafkaServer;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A broker that is older than the client needs: a real one, in the place of one that is new enough.
final class KafkaTooOldTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static KafkaServer server;

    @TempDir
    private Path oldFolder;

    @BeforeAll
    static void startServer() {
        server = KafkaServer.start(folder);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void a_broker_that_is_too_old_is_unavailable_by_name_until_a_newer_one_answers() throws InterruptedException {
        server.stop();
        try (KafkaMessageStore store = store("fresh")) {
            try (OldKafkaServer _ = oldServer()) {
                assertTooOld(store);
            }
            server.restart();
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> append(store, "after"));
            assertThat(store.count()).hasValue(1);
        }
    }

    @Test
    void a_store_in_use_whose_broker_is_replaced_by_an_old_one_loses_nothing() throws InterruptedException {
        try (KafkaMessageStore store = store("in-use")) {
            append(store, "settled");
            append(store, "held");
            try (StoreConsumer consumer = store.openConsumer(2)) {
                next(consumer).acknowledge();
                Delivery held = next(consumer);
                server.stop();
                try (OldKafkaServer old = oldServer()) {
                    old.makeTopic("in-use");
                    assertTooOld(store);
                    assertThatThrownBy(held::acknowledge).isInstanceOf(StoreException.class);
                    assertThatThrownBy(() -> consumer.receive(PATIENCE))
                            .isInstanceOfSatisfying(
                                    StoreException.class,
                                    e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE));
                    assertThat(old.records("in-use")).isZero();
                }
            }
            server.restart();
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> append(store, "after"));
            assertThat(store.count()).hasValue(2);
            try (StoreConsumer consumer = store.openConsumer(2)) {
                assertThat(body(next(consumer))).isEqualTo("held");
                assertThat(body(next(consumer))).isEqualTo("after");
            }
        }
    }

    @Test
    void a_failover_store_stands_in_for_a_broker_that_is_too_old_and_gives_back_to_a_newer_one()
            throws InterruptedException {
        server.stop();
        ScriptedEndpoint backEnd = new ScriptedEndpoint("back-end");
        TestStore spare = new TestStore("spare", KafkaFixture.TIMER);
        StoreSource orders =
                KafkaStore.on(server.address(), "orders").createTopic(1).build();
        try (Holdfast holdfast = Holdfast.open(Books.inMemory());
                MessageStoreClient client =
                        holdfast.client(orders).secondaryStore(spare).build();
                ForwardingProcessor processor =
                        holdfast.processor(orders, backEnd).build()) {
            processor.start();
            try (OldKafkaServer _ = oldServer()) {
                client.store(holdfast.message(Content.ofText("one", "text/plain")));
                assertThat(spare.bodies()).containsExactly("one");
            }
            server.restart();
            await().atMost(PATIENCE).until(() -> backEnd.bodies().contains("one"));
            assertThat(spare.bodies()).isEmpty();
        }
    }

    private OldKafkaServer oldServer() {
        return OldKafkaServer.start(oldFolder, server.address());
    }

    private KafkaMessageStore store(String topic) {
        return KafkaFixture.store(
                server.address(),
                "store",
                "store.kafka.topic",
                topic,
                "store.kafka.group",
                topic,
                "store.kafka.node",
                "tests",
                "store.send.timeout",
                "5000");
    }

    private void assertTooOld(KafkaMessageStore store) {
        for (Runnable call : List.<Runnable>of(() -> append(store, "m"), store::probe, () -> store.openConsumer(1))) {
            StoreException failure = failureOf(call);
            assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
            assertThat(failure)
                    .hasMessageContaining("topic")
                    .hasMessageContaining(server.address())
                    .hasMessageContaining("the broker is too old")
                    .hasMessageContaining("needs Kafka 2.1 or newer");
        }
        assertThat(store.count()).isEmpty();
    }

    private static void append(KafkaMessageStore store, String text) {
        store.append(List.of(SampleMessages.text(text)));
    }

    private static Delivery next(StoreConsumer consumer) throws InterruptedException {
        return consumer.receive(PATIENCE).orElseThrow(() -> new AssertionError("nothing came"));
    }

    private static String body(Delivery delivery) {
        return SampleMessages.body(((Delivery.Received.Valid) delivery.received()).message());
    }
}
