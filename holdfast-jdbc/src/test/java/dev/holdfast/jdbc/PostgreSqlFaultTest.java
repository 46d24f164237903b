// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.servers.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

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
