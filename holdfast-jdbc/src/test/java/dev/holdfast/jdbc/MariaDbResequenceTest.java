// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.servers.EngineServer;
import dev.holdfast.servers.MariaDbServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class MariaDbResequenceTest extends ResequenceContract {

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
    EngineServer server() {
        return server;
    }

    @Override
    JdbcFixture.Access access() {
        return JdbcFixture.Access.to(server);
    }
}
