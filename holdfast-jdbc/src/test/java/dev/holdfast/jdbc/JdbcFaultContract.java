// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.message.SampleMessages;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Browsable;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.upstream.UpstreamStreams;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.synapse.message.store.impl.commons.StorableMessage;
import org.junit.jupiter.api.Test;

/// What a store says about a database that is not as it should be, and that it works when that is mended.
abstract class JdbcFaultContract {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger TESTS = new AtomicInteger();

    final String table = "fault_" + TESTS.incrementAndGet();

    abstract JdbcFixture.Access access();

    /// The table as upstream documents it.
    abstract String documentedTable();

    /// The type of a column for bytes, with room for less than a mebibyte.
    abstract String smallBytes();

    @Test
    void the_documented_table_is_used_as_it_is_found() throws Exception {
        access().run(documentedTable());
        try (MessageStore store = found();
                StoreConsumer consumer = store.openConsumer(2)) {
            store.append(SampleMessages.texts("a", "b"));
            Delivery first = consumer.receive(PATIENCE).orElseThrow();
            assertThat(body(first)).isEqualTo("a");
            first.acknowledge();
            assertThat(body(consumer.receive(PATIENCE).orElseThrow())).isEqualTo("b");
        }
    }

    @Test
    void a_table_that_is_missing_is_unavailable_until_it_is_made() throws Exception {
        try (MessageStore store = found()) {
            StoreException failure = JdbcFixture.failureOf(() -> store.append(SampleMessages.texts("m")));
            assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("there is no table " + table);
            assertThat(JdbcFixture.failureOf(store::probe).category()).isEqualTo(Category.UNAVAILABLE);
            assertThat(JdbcFixture.failureOf(() -> store.openConsumer(1)).category())
                    .isEqualTo(Category.UNAVAILABLE);
            access().run(documentedTable());
            store.append(SampleMessages.texts("m"));
            access().run("DROP TABLE " + table);
            assertThat(JdbcFixture.failureOf(() -> store.append(SampleMessages.texts("m")))
                            .category())
                    .isEqualTo(Category.UNAVAILABLE);
            access().run(documentedTable());
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
                store.append(SampleMessages.texts("again"));
                assertThat(((JdbcMessageStore) store).count().orElse(0)).isPositive();
            });
        }
    }

    @Test
    void a_table_with_other_columns_is_refused_with_all_that_is_wrong() throws Exception {
        access().run("CREATE TABLE " + table + " (indexId BIGINT PRIMARY KEY, msg_id VARCHAR(10), body VARCHAR(10))");
        try (MessageStore store = found()) {
            StoreException failure = JdbcFixture.failureOf(() -> store.append(SampleMessages.texts("m")));
            assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
            assertThat(failure)
                    .hasMessageContaining("there is no column message")
                    .hasMessageContaining("indexId is not numbered")
                    .hasMessageContaining("msg_id has room for 10 characters");
        }
    }

    @Test
    void a_wrong_login_is_unavailable_and_says_so() throws Exception {
        access().run(documentedTable());
        JdbcFixture.Access right = access();
        JdbcFixture.Access wrong =
                new JdbcFixture.Access(right.driver(), right.url(), right.user(), "wrong-" + right.password());
        try (MessageStore store = JdbcFixture.store(wrong, "orders", table)) {
            StoreException failure = JdbcFixture.failureOf(() -> store.append(SampleMessages.texts("m")));
            assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
            assertThat(failure.getMessage()).doesNotContain("wrong-").containsIgnoringCase("password");
            assertThat(JdbcFixture.failureOf(store::probe).category()).isEqualTo(Category.UNAVAILABLE);
        }
    }

    @Test
    void what_others_put_into_the_table_is_a_message_and_what_is_damaged_is_invalid() throws Exception {
        access().run(documentedTable());
        put("foreign", "<order/>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        put("damaged", new byte[] {'H', 'F', 1, 7});
        put("serialized", new byte[] {(byte) 0xAC, (byte) 0xED, 0, 5, 's'});
        try (JdbcMessageStore store = (JdbcMessageStore) found();
                StoreConsumer consumer = store.openConsumer(5)) {
            store.append(SampleMessages.texts("ours"));
            Delivery foreign = consumer.receive(PATIENCE).orElseThrow();
            assertThat(foreign.received()).isInstanceOfSatisfying(Delivery.Received.Valid.class, valid -> {
                assertThat(valid.foreign()).isTrue();
                assertThat(SampleMessages.body(valid.message())).isEqualTo("<order/>");
                assertThat(store.find(valid.message().id())).isPresent();
            });
            for (String id : List.of("damaged", "serialized")) {
                Delivery delivery = consumer.receive(PATIENCE).orElseThrow();
                assertThat(delivery.received())
                        .isInstanceOfSatisfying(
                                Delivery.Received.Invalid.class,
                                invalid -> assertThat(invalid.attributes()).containsEntry("msg_id", id));
                delivery.acknowledge();
            }
            assertThat(body(consumer.receive(PATIENCE).orElseThrow())).isEqualTo("ours");
        }
    }

    @Test
    void a_row_that_synapse_wrote_is_read() throws Exception {
        access().run(documentedTable());
        StorableMessage stored = new StorableMessage();
        stored.axis2message.jsonStream = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        stored.synapseMessage.properties.put("orderId", "7");
        put("urn:uuid:1", UpstreamStreams.written(stored));
        try (MessageStore store = found();
                StoreConsumer consumer = store.openConsumer(1)) {
            Delivery delivery = consumer.receive(PATIENCE).orElseThrow();
            assertThat(body(delivery)).isEqualTo("{}");
            assertThat(delivery.received())
                    .isInstanceOfSatisfying(
                            Delivery.Received.Valid.class,
                            valid -> assertThat(valid.message()
                                            .message()
                                            .properties()
                                            .text("orderId"))
                                    .hasValue("7"));
            delivery.acknowledge();
        }
    }

    @Test
    void a_store_writes_the_rows_of_synapse_when_it_is_told_to_and_knows_them_again() throws Exception {
        access().run(documentedTable());
        StoredMessage message = SampleMessages.text("for both");
        try (MessageStore store = JdbcFixture.store(access(), "orders", table, "store.wire.format", "upstream")) {
            store.append(List.of(message));
            assertThat(((Browsable) store).find(message.id())).contains(message);
        }
        try (MessageStore store = found();
                StoreConsumer consumer = store.openConsumer(1)) {
            Delivery delivery = consumer.receive(PATIENCE).orElseThrow();
            assertThat(delivery.received()).isEqualTo(new Delivery.Received.Valid(message, false));
            delivery.acknowledge();
        }
    }

    @Test
    void a_message_that_does_not_fit_is_rejected_and_those_beside_it_are_stored() throws Exception {
        access().run(documentedTable().replace(bytes(), smallBytes()));
        try (JdbcMessageStore store = (JdbcMessageStore) found()) {
            assertThat(JdbcFixture.failureOf(() -> store.append(List.of(SampleMessages.ofSize(1 << 20))))
                            .category())
                    .isEqualTo(Category.REJECTED);
            assertThat(JdbcFixture.failureOf(() ->
                                    store.append(List.of(SampleMessages.text("small"), SampleMessages.ofSize(1 << 20))))
                            .category())
                    .isEqualTo(Category.REJECTED);
            store.append(SampleMessages.texts("small"));
            assertThat(store.count()).hasValue(1);
        }
    }

    @Test
    void what_is_missing_or_little_in_the_table_is_said() throws Exception {
        access().run(documentedTable().replace(bytes(), smallBytes()));
        try (var connection = access().connect()) {
            Table found = new TableInspector(new TableName(table), false, false).inspect(connection);
            assertThat(found.warnings()).anySatisfy(text -> assertThat(text).contains("msg_id has no index"));
            assertThat(found.warnings()).noneSatisfy(text -> assertThat(text).contains("indexId has no index"));
            assertThat(found.warnings().stream().anyMatch(text -> text.contains("a message may have")))
                    .isEqualTo(found.capacity().bytes() < 1 << 20);
        }
    }

    @Test
    void what_a_lost_consumer_held_comes_first_although_the_database_does_not_know_that_it_is_lost() throws Exception {
        JdbcFixture.Access direct = access();
        try (HalfOpenRelay relay = new HalfOpenRelay(direct.url());
                MessageStore store = JdbcFixture.store(direct.at(relay.instead(direct.url())), "orders", table)) {
            store.append(SampleMessages.texts("a", "b", "c", "d"));
            JdbcConsumer lost = (JdbcConsumer) store.openConsumer(3);
            for (String body : List.of("a", "b", "c")) {
                assertThat(body(lost.receive(PATIENCE).orElseThrow())).isEqualTo(body);
            }
            lost.abort();
            try (StoreConsumer next = store.openConsumer(4)) {
                for (String body : List.of("a", "b", "c", "d")) {
                    assertThat(body(next.receive(PATIENCE).orElseThrow())).isEqualTo(body);
                }
            }
        }
    }

    /// The type of the column for messages in the documented table.
    abstract String bytes();

    private MessageStore found() {
        Map<String, String> values = JdbcFixture.values(access(), table);
        values.put("store.jdbc.table.create", "false");
        return JdbcFixture.open(new JdbcStoreProvider(), values, "orders");
    }

    private void put(String id, byte[] bytes) throws Exception {
        try (var connection = access().connect();
                PreparedStatement statement =
                        connection.prepareStatement("INSERT INTO " + table + " (msg_id, message) VALUES (?, ?)")) {
            statement.setString(1, id);
            statement.setBytes(2, bytes);
            statement.executeUpdate();
        }
    }

    private static String body(Delivery delivery) {
        return SampleMessages.body(((Delivery.Received.Valid) delivery.received()).message());
    }
}
