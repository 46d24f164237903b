// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.message.SampleMessages;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.servers.EngineServer;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a resequencing store promises on every database. The body of a message is its number.
abstract class ResequenceContract {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration A_WHILE = Duration.ofMillis(700);
    private static final String FOR_EVER = "-1";
    private static final AtomicInteger TESTS = new AtomicInteger();

    private final String table = "sequence_" + TESTS.incrementAndGet();
    private MessageStore store;

    abstract JdbcFixture.Access access();

    abstract EngineServer server();

    @BeforeEach
    void open() throws SQLException {
        access().run("DROP TABLE IF EXISTS tbl_lastprocessid");
        store = open(FOR_EVER);
        store.probe();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private MessageStore open(String timeoutSeconds) {
        return JdbcFixture.resequence(
                access(), "sequence", table, Map.of("store.resequence.timeout", timeoutSeconds), SampleMessages::body);
    }

    private void restart(String timeoutSeconds) {
        store.close();
        store = open(timeoutSeconds);
    }

    @Test
    void messages_come_in_the_order_of_their_numbers() throws Exception {
        append("3", "1", "2");
        try (StoreConsumer consumer = store.openConsumer(5)) {
            assertThat(drain(consumer)).containsExactly("1", "2", "3");
        }
    }

    @Test
    void what_comes_after_a_gap_waits_until_the_gap_is_filled() throws Exception {
        append("1", "3", "4");
        try (StoreConsumer consumer = store.openConsumer(5)) {
            assertThat(drain(consumer)).containsExactly("1");
            append("2");
            assertThat(drain(consumer)).containsExactly("2", "3", "4");
        }
    }

    @Test
    void a_gap_that_stays_is_passed_over_after_its_time_and_what_is_late_is_delivered_all_the_same() throws Exception {
        restart("1");
        append("2", "3");
        try (StoreConsumer consumer = store.openConsumer(5)) {
            assertThat(next(consumer)).isEqualTo("2");
            assertThat(next(consumer)).isEqualTo("3");
            append("1");
            assertThat(next(consumer)).isEqualTo("1");
            append("4");
            assertThat(next(consumer)).isEqualTo("4");
        }
    }

    @Test
    void what_has_the_same_number_comes_too() throws Exception {
        append("1", "1", "2", "2", "1");
        try (StoreConsumer consumer = store.openConsumer(1)) {
            assertThat(drain(consumer)).containsExactlyInAnyOrder("1", "1", "1", "2", "2");
        }
        assertThat(((JdbcMessageStore) store).count()).hasValue(0);
    }

    @Test
    void the_sequence_goes_on_from_what_was_acknowledged_and_not_from_what_was_handed_out() throws Exception {
        append("1", "2");
        StoreConsumer consumer = store.openConsumer(5);
        assertThat(consumer.receive(PATIENCE)).isPresent();
        assertThat(consumer.receive(PATIENCE)).isPresent();
        restart(FOR_EVER);
        try (StoreConsumer again = store.openConsumer(1)) {
            assertThat(next(again)).isEqualTo("1");
        }
        restart(FOR_EVER);
        append("3");
        try (StoreConsumer again = store.openConsumer(5)) {
            assertThat(drain(again)).containsExactly("2", "3");
        }
        restart(FOR_EVER);
        append("5", "4");
        try (StoreConsumer again = store.openConsumer(5)) {
            assertThat(drain(again)).containsExactly("4", "5");
        }
    }

    @Test
    void what_is_given_back_comes_before_what_follows() throws Exception {
        append("2", "1", "3");
        try (StoreConsumer consumer = store.openConsumer(2)) {
            Delivery first = consumer.receive(PATIENCE).orElseThrow();
            Delivery second = consumer.receive(PATIENCE).orElseThrow();
            second.release();
            first.release();
            assertThat(drain(consumer)).containsExactly("1", "2", "3");
        }
    }

    @Test
    void a_second_process_stands_by_and_takes_over() throws Exception {
        append("1", "2", "3");
        MessageStore other = open(FOR_EVER);
        StoreConsumer first = store.openConsumer(2);
        Delivery held = first.receive(PATIENCE).orElseThrow();
        try (other;
                StoreConsumer second = other.openConsumer(2)) {
            assertThat(second.receive(A_WHILE)).isEmpty();
            held.acknowledge();
            first.close();
            assertThat(next(second)).isEqualTo("2");
            assertThat(next(second)).isEqualTo("3");
        }
    }

    @Test
    void those_who_give_up_a_frozen_database_come_through_and_everything_comes_again_in_order() throws Exception {
        append("1", "2", "3");
        StoreConsumer first = store.openConsumer(2);
        Delivery held = first.receive(PATIENCE).orElseThrow();
        StoreConsumer second = store.openConsumer(1);
        server().freeze();
        try {
            assertThat(JdbcFixture.failureOf(held::acknowledge).category())
                    .isIn(Category.UNKNOWN, Category.UNAVAILABLE);
            assertThat(JdbcFixture.failureOf(() -> receive(second)).category()).isEqualTo(Category.UNAVAILABLE);
            first.close();
            second.close();
        } finally {
            server().resume();
        }
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(store::probe);
        try (StoreConsumer third = store.openConsumer(3)) {
            assertThat(drain(third)).endsWith("2", "3");
        }
    }

    private static void receive(StoreConsumer consumer) {
        try {
            consumer.receive(A_WHILE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_message_without_a_number_is_rejected() {
        assertThat(JdbcFixture.failureOf(() -> append("x")).category()).isEqualTo(Category.REJECTED);
        assertThat(JdbcFixture.failureOf(() -> append("1", "y"))).satisfies((StoreException e) -> {
            assertThat(e.category()).isEqualTo(Category.REJECTED);
            assertThat(e).hasMessageContaining("store.resequence.id.path").hasMessageContaining("'y'");
        });
        assertThat(((JdbcMessageStore) store).count()).hasValue(0);
    }

    private void append(String... numbers) {
        List<StoredMessage> messages = SampleMessages.texts(numbers);
        store.append(messages);
    }

    private static String next(StoreConsumer consumer) throws InterruptedException {
        Delivery delivery = consumer.receive(PATIENCE).orElseThrow(() -> new AssertionError("nothing came"));
        delivery.acknowledge();
        return body(delivery);
    }

    private static List<String> drain(StoreConsumer consumer) throws InterruptedException {
        List<String> bodies = new ArrayList<>();
        for (Optional<Delivery> next = consumer.receive(PATIENCE); next.isPresent(); next = consumer.receive(A_WHILE)) {
            bodies.add(body(next.get()));
            next.get().acknowledge();
        }
        return bodies;
    }

    private static String body(Delivery delivery) {
        return SampleMessages.body(((Delivery.Received.Valid) delivery.received()).message());
    }
}
