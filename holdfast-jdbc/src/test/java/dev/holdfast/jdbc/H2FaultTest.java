// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.message.SampleMessages;
import dev.holdfast.servers.H2Server;
import dev.holdfast.store.MessageStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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

    /// What a thread of its own writes later is not on disk when a checkpoint has been made.
    @Test
    void a_database_that_writes_later_does_so_no_more() throws SQLException {
        access().run("SET WRITE_DELAY 500");
        try (MessageStore store = JdbcFixture.store(access(), "orders", table);
                Connection connection = access().connect()) {
            store.append(SampleMessages.texts("m"));
            assertThat(Query.text(
                            connection,
                            "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'WRITE_DELAY'"))
                    .isEqualTo("0");
        }
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
