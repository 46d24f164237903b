// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.servers.EngineServer;
import dev.holdfast.servers.H2Server;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class H2ResequenceTest extends ResequenceContract {

    @TempDir
    private static Path folder;

    private static H2Server server;

    @BeforeAll
    static void startServer() {
        server = H2Server.start(folder);
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
