// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.servers.H2Server;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class H2FaultTest extends JdbcFaultContract {

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
    String documentedTable() {
        return "CREATE TABLE " + table + " (indexId BIGINT NOT NULL AUTO_INCREMENT, msg_id VARCHAR(200) NOT NULL,"
                + " message BLOB NOT NULL, PRIMARY KEY (indexId))";
    }

    @Override
    String bytes() {
        return "BLOB";
    }

    @Override
    String smallBytes() {
        return "VARBINARY(100000)";
    }
}
