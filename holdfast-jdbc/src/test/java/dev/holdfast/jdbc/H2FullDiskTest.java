// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.servers.FullDisk;
import dev.holdfast.servers.H2Server;
import dev.holdfast.store.StoreException.Category;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class H2FullDiskTest extends JdbcFullDiskContract {

    @TempDir
    private static Path folder;

    private static H2Server server;

    private static FullDisk disk;

    @BeforeAll
    static void startServer() {
        disk = FullDisk.withRoom();
        server = H2Server.start(folder, disk.environment());
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

    /// It writes when the transaction is committed.
    @Override
    protected Category whenFull() {
        return Category.UNKNOWN;
    }

    @Override
    protected String full() {
        return "No space left on device";
    }
}
