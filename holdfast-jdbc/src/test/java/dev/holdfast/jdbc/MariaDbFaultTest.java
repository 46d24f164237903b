// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.servers.MariaDbServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class MariaDbFaultTest extends JdbcFaultContract {

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
    JdbcFixture.Access access() {
        return JdbcFixture.Access.to(server);
    }

    @Override
    String documentedTable() {
        return "CREATE TABLE " + table + " (indexId BIGINT(20) NOT NULL AUTO_INCREMENT, msg_id VARCHAR(200) NOT NULL,"
                + " message BLOB NOT NULL, PRIMARY KEY (indexId))";
    }

    @Override
    String bytes() {
        return "BLOB";
    }

    @Override
    String smallBytes() {
        return "BLOB";
    }
}
