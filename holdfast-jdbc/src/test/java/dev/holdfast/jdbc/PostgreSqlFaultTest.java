// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.servers.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class PostgreSqlFaultTest extends JdbcFaultContract {

    private static PostgresServer server;

    @BeforeAll
    static void startServer() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    JdbcFixture.Access access() {
        return JdbcFixture.Access.to(server);
    }

    @Test
    void the_server_notices_soon_that_a_machine_has_vanished() throws SQLException {
        JdbcMessageStore store = JdbcFixture.store(access(), "orders", table);
        try (store;
                JdbcConsumer consumer = (JdbcConsumer) store.openConsumer(1)) {
            Connection connection = consumer.work().session().connection();
            assertThat(Query.text(connection, "SHOW tcp_keepalives_idle")).isEqualTo("60");
            assertThat(Query.text(connection, "SHOW tcp_keepalives_interval")).isEqualTo("10");
            assertThat(Query.text(connection, "SHOW tcp_keepalives_count")).isEqualTo("3");
        }
    }

    @Override
    String documentedTable() {
        return "CREATE TABLE " + table
                + " (indexId BIGSERIAL PRIMARY KEY, msg_id VARCHAR(200) NOT NULL, message BYTEA NOT NULL)";
    }

    @Override
    String bytes() {
        return "BYTEA";
    }

    @Override
    String smallBytes() {
        return "BYTEA CHECK (length(message) < 100000)";
    }
}
