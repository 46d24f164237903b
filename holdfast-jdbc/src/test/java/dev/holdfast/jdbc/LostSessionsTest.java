// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.servers.H2Server;
import dev.holdfast.settings.Problems;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LostSessionsTest {

    private static final String LOCK = "SELECT name FROM locks FOR UPDATE SKIP LOCKED";

    @TempDir
    private static Path folder;

    private static H2Server server;

    @BeforeAll
    static void startServer() throws SQLException {
        server = H2Server.start(folder);
        JdbcFixture.Access.to(server)
                .run("CREATE TABLE locks (name VARCHAR(20) PRIMARY KEY)", "INSERT INTO locks VALUES ('one')");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void a_lock_is_free_that_was_held_by_a_connection_whose_answer_did_not_come_in_time() throws SQLException {
        DriverDataSource source = source(Duration.ofSeconds(1));
        Connection holder = locking(source);
        server.freeze();
        try {
            assertThatThrownBy(() -> Query.text(holder, "SELECT 1")).isInstanceOf(SQLException.class);
        } finally {
            server.resume();
        }
        holder.close();
        try (Connection next = source.getConnection()) {
            assertThat(Query.texts(next, LOCK)).containsExactly("one");
        }
    }

    @Test
    void a_lock_is_free_that_was_held_by_a_connection_which_was_aborted() throws SQLException {
        DriverDataSource source = source(Duration.ofSeconds(10));
        Connection holder = locking(source);
        Connection next = source.getConnection();
        assertThat(Query.texts(next, LOCK)).isEmpty();
        holder.abort(Runnable::run);
        source.endLostSessions(next);
        assertThat(Query.texts(next, LOCK)).containsExactly("one");
        next.close();
    }

    @Test
    void connections_that_are_closed_in_peace_leave_the_others_alone() throws SQLException {
        DriverDataSource source = source(Duration.ofSeconds(10));
        source.getConnection().close();
        try (Connection holder = locking(source);
                Connection next = source.getConnection()) {
            assertThat(Query.texts(next, LOCK)).isEmpty();
            assertThat(Query.texts(holder, "SELECT name FROM locks")).containsExactly("one");
        }
    }

    private static Connection locking(DriverDataSource source) throws SQLException {
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        assertThat(Query.texts(connection, LOCK)).isEqualTo(List.of("one"));
        return connection;
    }

    private static DriverDataSource source(Duration limit) {
        Problems problems = new Problems();
        Map<String, String> values = JdbcFixture.values(JdbcFixture.Access.to(server), "locks");
        JdbcSettings settings = new JdbcSettingsReader(JdbcFixture.parameters(values, problems)).read();
        assertThat(problems.all()).isEmpty();
        return new DriverDataSource(settings, limit);
    }
}
