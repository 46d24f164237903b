// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.message.SampleMessages;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.servers.MariaDbServer;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException.Category;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class MariaDbFaultTest extends JdbcFaultContract {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static MariaDbServer server;

    @BeforeAll
    static void startServer() {
        server = MariaDbServer.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    JdbcFixture.Access access() {
        return JdbcFixture.Access.to(server);
    }

    /// Connections that are open keep the limit that they began with.
    @Test
    void what_the_server_allows_no_packet_for_is_rejected_by_name_until_it_allows_more() throws Exception {
        access().run("SET GLOBAL max_allowed_packet = 1048576");
        StoredMessage large = SampleMessages.ofSize(2 << 20);
        StoredMessage small = SampleMessages.ofSize(1 << 19);
        try (JdbcMessageStore store = JdbcFixture.store(access(), "orders", table)) {
            assertThat(JdbcFixture.failureOf(() -> store.append(List.of(large))))
                    .satisfies(e -> {
                        assertThat(e.category()).isEqualTo(Category.REJECTED);
                        assertThat(e).hasMessageContaining("max_allowed_packet of the server, 1048576");
                    });
            store.append(List.of(small));
            assertThat(JdbcFixture.failureOf(() -> store.append(List.of(SampleMessages.text("beside"), large)))
                            .category())
                    .isEqualTo(Category.REJECTED);
            access().run("SET GLOBAL max_allowed_packet = 16777216");
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> store.append(List.of(large)));
            try (StoreConsumer consumer = store.openConsumer(3)) {
                for (StoredMessage expected : List.of(small, large)) {
                    Delivery delivery = consumer.receive(PATIENCE).orElseThrow();
                    assertThat(delivery.received()).isEqualTo(new Delivery.Received.Valid(expected, false));
                    delivery.acknowledge();
                }
            }
        } finally {
            access().run("SET GLOBAL max_allowed_packet = 16777216");
        }
    }

    @Test
    void what_the_server_allows_no_packet_for_any_more_is_rejected_and_what_it_has_is_delivered() throws Exception {
        StoredMessage large = SampleMessages.ofSize(2 << 20);
        try (JdbcMessageStore store = JdbcFixture.store(access(), "orders", table)) {
            store.append(List.of(large));
            access().run("SET GLOBAL max_allowed_packet = 1048576");
            endAllSessions();
            StoredMessage refused = SampleMessages.ofSize(2 << 20);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(JdbcFixture.failureOf(() -> store.append(List.of(refused))))
                            .satisfies(e -> {
                                assertThat(e.category()).as(e.getMessage()).isEqualTo(Category.REJECTED);
                                assertThat(e).hasMessageContaining("max_allowed_packet");
                            }));
            store.append(SampleMessages.texts("small"));
            assertThat(store.count()).hasValue(2);
            try (StoreConsumer consumer = store.openConsumer(3)) {
                assertThat(consumer.receive(PATIENCE).orElseThrow().received())
                        .isEqualTo(new Delivery.Received.Valid(large, false));
            }
        } finally {
            access().run("SET GLOBAL max_allowed_packet = 16777216");
        }
    }

    /// As a restart of the server does.
    private void endAllSessions() throws SQLException {
        try (Connection connection = access().connect()) {
            List<String> others = Query.texts(
                    connection,
                    "SELECT id FROM information_schema.processlist WHERE id <> CONNECTION_ID() AND user = ?",
                    MariaDbServer.USER);
            for (String id : others) {
                access().run("KILL CONNECTION " + id);
            }
        }
    }

    @Override
    String documentedTable() {
        return "CREATE TABLE " + table + " (indexId BIGINT(20) NOT NULL AUTO_INCREMENT, msg_id VARCHAR(200) NOT NULL,"
                + " message BLOB NOT NULL, PRIMARY KEY (indexId))";
    }

    @Override
    String bytes() {
        return "BLOB";
    }

    @Override
    String smallBytes() {
        return "BLOB";
    }
}
