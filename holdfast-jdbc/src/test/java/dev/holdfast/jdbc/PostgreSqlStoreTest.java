// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.servers.PostgresServer;
import dev.holdfast.store.StoreConsumer;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class PostgreSqlStoreTest extends JdbcContract {

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
    protected void crash(StoreConsumer consumer) throws SQLException {
        crash((JdbcConsumer) consumer, "SELECT pg_backend_pid()", "SELECT 1 FROM pg_stat_activity WHERE pid = ");
    }
}
