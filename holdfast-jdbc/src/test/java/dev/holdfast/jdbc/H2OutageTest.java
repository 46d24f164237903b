// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.servers.EngineServer;
import dev.holdfast.servers.H2Server;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/// In the long build: H2 itself may come back from a kill without its last commits (decision 0009).
@Tag("long")
final class H2OutageTest extends JdbcOutageContract {

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
    JdbcFixture.Access access() {
        return JdbcFixture.Access.to(server);
    }

    @Override
    EngineServer server() {
        return server;
    }

    @Override
    Duration sendTimeout() {
        return SEND_TIMEOUT.multipliedBy(3);
    }
}
