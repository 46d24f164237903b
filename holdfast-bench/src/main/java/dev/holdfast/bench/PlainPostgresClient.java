// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import dev.holdfast.servers.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/// A client of PostgreSQL as guides to queues in tables have it: each thread has a connection; each message is one
/// insert with its own commit, and is taken by one `DELETE` of the first row that nobody has locked.
final class PlainPostgresClient implements StoreClient {

    private static final int BODY_BYTES = 1024;

    private final String url;
    private final String table;
    private final Queue<Connection> connections = new ConcurrentLinkedQueue<>();

    PlainPostgresClient(String url, String table) {
        this.url = url;
        this.table = table;
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + table + " (indexId BIGSERIAL PRIMARY KEY, msg_id VARCHAR(200) NOT NULL,"
                    + " message BYTEA NOT NULL)");
            statement.execute("ALTER TABLE " + table + " ALTER COLUMN message SET STORAGE EXTERNAL");
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public Runnable appender() {
        byte[] body = new byte[BODY_BYTES];
        try {
            PreparedStatement insert =
                    connect().prepareStatement("INSERT INTO " + table + " (msg_id, message) VALUES (?, ?)");
            return () -> {
                try {
                    insert.setString(1, "019ca945-02ab-7459-80ed-4bc62dfb12c1.63472eb5");
                    insert.setBytes(2, body);
                    insert.executeUpdate();
                } catch (SQLException e) {
                    throw failure(e);
                }
            };
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public BooleanSupplier taker() {
        try {
            PreparedStatement take = connect()
                    .prepareStatement("DELETE FROM " + table + " WHERE indexId = (SELECT indexId FROM " + table
                            + " ORDER BY indexId LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING message");
            return () -> {
                try (ResultSet taken = take.executeQuery()) {
                    return taken.next() && taken.getBytes(1).length == BODY_BYTES;
                } catch (SQLException e) {
                    throw failure(e);
                }
            };
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(url, PostgresServer.USER, PostgresServer.PASSWORD);
        connections.add(connection);
        return connection;
    }

    private static IllegalStateException failure(SQLException cause) {
        return new IllegalStateException("the plain client failed", cause);
    }

    @Override
    public void close() {
        for (Connection connection : connections) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw failure(e);
            }
        }
    }
}
