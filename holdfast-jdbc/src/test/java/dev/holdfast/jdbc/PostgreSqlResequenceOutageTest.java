// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.servers.EngineServer;
import dev.holdfast.servers.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("long")
final class PostgreSqlResequenceOutageTest extends ResequenceOutageContract {

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
    EngineServer server() {
        return server;
    }
}
