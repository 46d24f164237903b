// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import static dev.holdfast.jms.JmsFixture.drain;
import static dev.holdfast.jms.JmsFixture.message;
import static dev.holdfast.jms.JmsFixture.messages;
import static dev.holdfast.jms.JmsFixture.take;
import static dev.holdfast.jms.JmsFixture.text;
import static dev.holdfast.jms.JmsFixture.valid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.message.Headers;
import dev.holdfast.message.Message;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.message.StorageOptions;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.servers.ActiveMqBroker;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

final class JmsMessageStoreTest {

    @TempDir
    private static Path folder;

    private static ActiveMqBroker broker;

    private JmsMessageStore store;

    @BeforeAll
    static void startBroker() {
        broker = ActiveMqBroker.start(folder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void openStore(TestInfo test) {
        store = JmsFixture.store(
                broker.url(), test.getTestMethod().orElseThrow().getName(), "store.send.timeout", "5000");
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void a_message_comes_out_as_it_went_in() throws InterruptedException {
        StoredMessage plain = message("Grüße");
        Message full = plain.message()
                .withHeaders(Headers.of("Accept", "a").plus("Accept", "b"))
                .withProperties(plain.message().properties().with(PropertyName.of("n"), PropertyValue.of(7)))
                .withOptions(new StorageOptions(7, Optional.of(Duration.ofHours(1)), true));
        StoredMessage stored = StoredMessage.of(plain.id(), plain.acceptedAt(), "elsewhere", full);
        store.append(List.of(stored));
        try (StoreConsumer consumer = store.openConsumer(1)) {
            Delivery delivery = take(consumer);
            assertThat(delivery.received()).isEqualTo(new Delivery.Received.Valid(stored, false));
            delivery.acknowledge();
            assertThat(consumer.receive(Duration.ofMillis(100))).isEmpty();
        }
    }

    @Test
    void a_list_comes_out_in_its_order() throws InterruptedException {
        store.append(messages("m", 50));
        try (StoreConsumer consumer = store.openConsumer(10)) {
            assertThat(drain(consumer)).hasSize(50).isSortedAccordingTo((a, b) -> number(a) - number(b));
        }
    }

    @Test
    void deliveries_are_settled_in_any_order() throws InterruptedException {
        store.append(messages("m", 3));
        try (StoreConsumer consumer = store.openConsumer(3)) {
            List<Delivery> taken = List.of(take(consumer), take(consumer), take(consumer));
            taken.get(2).acknowledge();
            taken.get(0).acknowledge();
        }
        try (StoreConsumer consumer = store.openConsumer(3)) {
            assertThat(drain(consumer)).containsExactly("m1");
        }
    }

    @Test
    void a_full_window_gives_nothing_until_one_is_settled() throws InterruptedException {
        store.append(messages("m", 3));
        try (StoreConsumer consumer = store.openConsumer(2)) {
            Delivery first = take(consumer);
            take(consumer);
            assertThat(consumer.receive(Duration.ofMillis(200))).isEmpty();
            first.acknowledge();
            assertThat(text(take(consumer))).isEqualTo("m2");
        }
    }

    @Test
    void a_released_message_comes_again_before_younger_ones() throws InterruptedException {
        store.append(messages("m", 3));
        try (StoreConsumer consumer = store.openConsumer(3)) {
            Delivery first = take(consumer);
            Delivery second = take(consumer);
            second.release();
            first.release();
            assertThat(drain(consumer)).containsExactly("m0", "m1", "m2");
            assertThatThrownBy(first::acknowledge).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void what_a_closed_consumer_held_comes_again_in_the_old_order() throws InterruptedException {
        store.append(messages("m", 6));
        StoreConsumer closed = store.openConsumer(4);
        Delivery held = take(closed);
        take(closed).acknowledge();
        take(closed);
        closed.close();
        assertThatThrownBy(held::acknowledge).isInstanceOf(StoreException.class);
        try (StoreConsumer consumer = store.openConsumer(4)) {
            assertThat(drain(consumer)).containsExactly("m0", "m2", "m3", "m4", "m5");
        }
    }

    @Test
    void a_message_arrives_after_thirty_consumers_died_with_it() throws InterruptedException {
        store.append(messages("m", 2));
        for (int i = 0; i < 30; i++) {
            try (JmsConsumer consumer = (JmsConsumer) store.openConsumer(2)) {
                assertThat(text(take(consumer))).isEqualTo("m0");
                consumer.abort();
            }
        }
        try (StoreConsumer consumer = store.openConsumer(2)) {
            assertThat(drain(consumer)).containsExactly("m0", "m1");
        }
        try (JmsMessageStore deadLetters =
                        JmsFixture.store(broker.url(), "x", "store.jms.destination", "ActiveMQ.DLQ");
                StoreConsumer consumer = deadLetters.openConsumer(1)) {
            assertThat(consumer.receive(Duration.ofMillis(200))).isEmpty();
        }
    }

    @Test
    void the_order_survives_consumers_that_died_with_more_and_with_less() throws InterruptedException {
        store.append(messages("m", 9));
        for (int taken = 6; taken > 0; taken--) {
            try (JmsConsumer consumer = (JmsConsumer) store.openConsumer(taken)) {
                for (int i = 0; i < taken; i++) {
                    assertThat(text(take(consumer))).isEqualTo("m" + i);
                }
                if (taken % 2 == 0) {
                    consumer.abort();
                }
            }
        }
        try (StoreConsumer consumer = store.openConsumer(1)) {
            assertThat(drain(consumer)).isEqualTo(List.of("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8"));
        }
    }

    @Test
    void the_count_includes_what_is_held_and_ends_at_the_page_of_the_broker() throws InterruptedException {
        assertThat(store.count()).isEqualTo(OptionalLong.of(0));
        store.append(messages("m", 5));
        try (StoreConsumer consumer = store.openConsumer(2)) {
            take(consumer);
            Delivery second = take(consumer);
            assertThat(store.count()).isEqualTo(OptionalLong.of(5));
            second.acknowledge();
            assertThat(store.count()).isEqualTo(OptionalLong.of(4));
        }
        store.append(messages("n", 395));
        assertThat(store.count()).isEqualTo(OptionalLong.of(399));
        store.append(messages("o", 50));
        assertThat(store.count()).isEmpty();
    }

    @Test
    void many_threads_append_at_the_same_time() throws Exception {
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                StoredMessage one = message("m" + i);
                running.add(threads.submit(() -> store.append(List.of(one))));
            }
            for (Future<?> append : running) {
                append.get();
            }
        }
        assertThat(store.count()).isEqualTo(OptionalLong.of(200));
    }

    @Test
    void a_message_past_its_time_to_live_comes_so_that_its_end_is_recorded() throws InterruptedException {
        StoredMessage stored = message("short");
        Message shortLived =
                stored.message().withOptions(new StorageOptions(4, Optional.of(Duration.ofMillis(1)), true));
        store.append(List.of(StoredMessage.of(stored.id(), stored.acceptedAt(), "s", shortLived)));
        try (StoreConsumer consumer = store.openConsumer(2)) {
            Delivery delivery = take(consumer);
            assertThat(valid(delivery).isExpired(JmsFixture.TIMER.instant())).isTrue();
        }
    }

    @Test
    void the_priority_is_that_of_the_jms_message() throws Exception {
        StoredMessage stored = message("urgent");
        Message urgent = stored.message().withOptions(new StorageOptions(9, Optional.empty(), true));
        store.append(List.of(StoredMessage.of(stored.id(), stored.acceptedAt(), "s", urgent)));
        try (Connection connection = new ActiveMQConnectionFactory(broker.url()).createConnection();
                Session session = connection.createSession();
                QueueBrowser browser = session.createBrowser(session.createQueue(store.name() + "_Queue"))) {
            connection.start();
            jakarta.jms.Message seen =
                    (jakarta.jms.Message) browser.getEnumeration().nextElement();
            assertThat(seen.getJMSPriority()).isEqualTo(9);
            assertThat(seen.getJMSCorrelationID()).isEqualTo(stored.id().toString());
            assertThat(seen.getStringProperty("HOLDFAST_APPEND_ID"))
                    .isEqualTo(stored.id().toString());
            assertThat(seen.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        }
    }

    @Test
    void names_of_queues_and_connection_factories_are_those_of_the_naming_service() throws InterruptedException {
        try (JmsMessageStore named = JmsFixture.store(
                        broker.url(),
                        "Named",
                        "connectionFactoryNames",
                        "own",
                        "store.jms.connection.factory",
                        "own",
                        "queue.orders",
                        "Real.Orders",
                        "store.jms.destination",
                        "orders");
                JmsMessageStore direct =
                        JmsFixture.store(broker.url(), "Direct", "store.jms.destination", "Real.Orders");
                StoreConsumer consumer = direct.openConsumer(1)) {
            named.append(messages("m", 1));
            assertThat(drain(consumer)).containsExactly("m0");
        }
    }

    @Test
    void the_first_of_exclusive_consumers_gets_all() throws InterruptedException {
        try (JmsMessageStore exclusive = JmsFixture.store(
                        broker.url(), "Exclusive", "store.jms.destination", "Exclusive?consumer.exclusive=true");
                StoreConsumer first = exclusive.openConsumer(1)) {
            try (StoreConsumer second = exclusive.openConsumer(1)) {
                exclusive.append(messages("m", 2));
                Delivery held = take(first);
                assertThat(text(held)).isEqualTo("m0");
                assertThat(second.receive(Duration.ofMillis(300))).isEmpty();
                held.acknowledge();
            }
            assertThat(drain(first)).containsExactly("m1");
        }
    }

    @Test
    void the_probe_of_a_running_broker_succeeds_and_leaves_nothing() {
        store.probe();
        assertThat(store.count()).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void a_closed_store_says_so() {
        store.close();
        assertThat(JmsFixture.categoryOf(() -> store.append(List.of(message("late")))))
                .isEqualTo(StoreException.Category.CLOSED);
    }

    private static int number(String text) {
        return Integer.parseInt(text.substring(1));
    }
}
