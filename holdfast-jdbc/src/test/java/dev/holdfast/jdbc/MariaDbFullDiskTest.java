// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.servers.FullDisk;
import dev.holdfast.servers.MariaDbServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class MariaDbFullDiskTest extends JdbcFullDiskContract {

    private static MariaDbServer server;

    private static FullDisk disk;

    @BeforeAll
    static void startServer() {
        disk = FullDisk.withRoom();
        server = MariaDbServer.start(disk.environment());
    }

    @AfterAll
    static void stopServer() {
        server.close();
        disk.close();
    }

    @Override
    FullDisk disk() {
        return disk;
    }

    @Override
    JdbcFixture.Access access() {
        return JdbcFixture.Access.to(server);
    }

    @Override
    protected String full() {
        return "The table .* is full";
    }
}
