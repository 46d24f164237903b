// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.message.AppendId;
import dev.holdfast.message.Content;
import dev.holdfast.message.Message;
import dev.holdfast.message.SampleMessages;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an outbox promises on every database: an order and its message together, or neither.
abstract class OutboxContract {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration A_WHILE = Duration.ofMillis(600);
    private static final AtomicInteger TESTS = new AtomicInteger();

    private final String table = "outbox_" + TESTS.incrementAndGet();
    private final String orders = "customer_orders_" + table;
    private JdbcMessageStore store;
    private Outbox outbox;

    abstract JdbcFixture.Access access();

    @BeforeEach
    void open() throws SQLException {
        store = JdbcFixture.store(access(), "orders", table);
        store.probe();
        outbox = new Outbox("orders", table, JdbcFixture.TIMER, JdbcFixture.IDS);
        access().run("CREATE TABLE " + orders + " (number INT PRIMARY KEY)");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void an_order_and_its_message_are_committed_together_and_not_seen_before() throws Exception {
        try (StoreConsumer consumer = store.openConsumer(1);
                Connection connection = access().connect()) {
            connection.setAutoCommit(false);
            insertOrder(connection, 1);
            AppendId id = outbox.append(connection, message("order 1"));
            assertThat(consumer.receive(A_WHILE)).isEmpty();
            connection.commit();
            Delivery delivery = consumer.receive(PATIENCE).orElseThrow();
            assertThat(delivery.received()).isInstanceOfSatisfying(Delivery.Received.Valid.class, valid -> {
                assertThat(valid.message().id()).isEqualTo(id);
                assertThat(valid.message().origin()).isEqualTo("orders");
                assertThat(SampleMessages.body(valid.message())).isEqualTo("order 1");
                assertThat(valid.foreign())
                        .as("not counted as accepted by the store")
                        .isTrue();
            });
            assertThat(store.find(id)).isPresent();
            delivery.acknowledge();
            assertThat(orders(connection)).isEqualTo(1);
        }
    }

    @Test
    void a_transaction_that_is_rolled_back_leaves_neither() throws Exception {
        try (StoreConsumer consumer = store.openConsumer(1);
                Connection connection = access().connect()) {
            connection.setAutoCommit(false);
            insertOrder(connection, 2);
            outbox.append(connection, message("order 2"));
            connection.rollback();
            assertThat(orders(connection)).isZero();
            assertThat(consumer.receive(A_WHILE)).isEmpty();
            assertThat(store.count()).hasValue(0);
        }
    }

    @Test
    void a_connection_that_is_lost_before_its_commit_leaves_neither() throws Exception {
        Connection lost = access().connect();
        lost.setAutoCommit(false);
        insertOrder(lost, 3);
        outbox.append(lost, message("order 3"));
        Connections.abort(lost, JdbcFixture.TIMER);
        try (StoreConsumer consumer = store.openConsumer(1)) {
            assertThat(consumer.receive(A_WHILE)).isEmpty();
        }
    }

    @Test
    void a_long_transaction_holds_up_nobody_and_its_message_comes_when_it_commits() throws Exception {
        try (StoreConsumer consumer = store.openConsumer(2);
                Connection slow = access().connect()) {
            slow.setAutoCommit(false);
            outbox.append(slow, message("slow"));
            store.append(SampleMessages.texts("fast"));
            Delivery fast = consumer.receive(PATIENCE).orElseThrow();
            assertThat(body(fast)).isEqualTo("fast");
            fast.acknowledge();
            slow.commit();
            assertThat(body(consumer.receive(PATIENCE).orElseThrow())).isEqualTo("slow");
        }
    }

    @Test
    void messages_of_one_transaction_come_in_the_order_of_the_list() throws Exception {
        try (StoreConsumer consumer = store.openConsumer(3);
                Connection connection = access().connect()) {
            connection.setAutoCommit(false);
            outbox.append(connection, SampleMessages.texts("a", "b", "c"));
            connection.commit();
            for (String body : List.of("a", "b", "c")) {
                assertThat(body(consumer.receive(PATIENCE).orElseThrow())).isEqualTo(body);
            }
        }
    }

    @Test
    void a_connection_without_a_transaction_and_a_table_that_is_missing_are_refused() throws Exception {
        try (Connection connection = access().connect()) {
            assertThatThrownBy(() -> outbox.append(connection, message("m")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("setAutoCommit(false)");
            connection.setAutoCommit(false);
            Outbox nowhere = new Outbox("orders", "no_such_table", JdbcFixture.TIMER, JdbcFixture.IDS);
            assertThatThrownBy(() -> nowhere.append(connection, message("m")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("there is no table no_such_table");
            connection.rollback();
        }
        assertThatThrownBy(() -> new Outbox("orders", "a; DROP TABLE b", JdbcFixture.TIMER, JdbcFixture.IDS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Message message(String body) {
        return Message.of(JdbcFixture.IDS.newFlow(), Content.ofText(body, "text/plain"));
    }

    private static String body(Delivery delivery) {
        return SampleMessages.body(((Delivery.Received.Valid) delivery.received()).message());
    }

    private void insertOrder(Connection connection, int number) throws SQLException {
        try (var statement = connection.prepareStatement("INSERT INTO " + orders + " VALUES (?)")) {
            statement.setInt(1, number);
            statement.executeUpdate();
        }
    }

    private int orders(Connection connection) throws SQLException {
        return Integer.parseInt(Query.text(connection, "SELECT COUNT(*) FROM " + orders));
    }
}
