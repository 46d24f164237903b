// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.message.AppendId;
import dev.holdfast.message.IdSource;
import dev.holdfast.message.Message;
import dev.holdfast.message.MessageCodec;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Appends messages to the table of a JDBC store inside a transaction of the caller's own, so that an order and the
/// message about it are committed together, or neither is. A store on the same table delivers them, in this process or
/// another; it notices them within a quarter of a second after the commit. Thread-safe; the connections are the
/// caller's.
///
/// ```java
/// Outbox outbox = new Outbox("orders", "jdbc_message_store", clock, ids);
/// connection.setAutoCommit(false);
/// insertOrder(connection, order);
/// outbox.append(connection, message);
/// connection.commit();
/// ```
public final class Outbox {

    private final String store;
    private final TableName table;
    private final InstantSource clock;
    private final IdSource ids;
    private volatile @Nullable Table known;

    /// @param store the name of the store, which messages carry as their origin
    /// @param table its table, perhaps with its schema and a dot before it; made with the statements of the
    ///     store, or by the store itself (`store.jdbc.table.create`)
    /// @param clock says when messages are accepted
    /// @param ids for messages
    /// @throws IllegalArgumentException when that is not the name of a table
    public Outbox(String store, String table, InstantSource clock, IdSource ids) {
        this.store = store;
        this.table = TableName.of(table)
                .orElseThrow(() -> new IllegalArgumentException("not the name of a table: '" + table + "'; expected"
                        + " letters, digits and '_', perhaps with its schema and a dot before it"));
        this.clock = clock;
        this.ids = ids;
    }

    /// Appends a message.
    ///
    /// When this returns, the message is part of the caller's transaction: it is at the end of the queue when that
    /// commits, and nowhere when it is rolled back. The connection is neither committed nor closed.
    ///
    /// @param connection with a transaction of the caller's
    /// @return the id under which the message is stored and sent
    /// @throws IllegalStateException when the connection commits each statement by itself
    /// @throws StoreException *rejected* when the message does not fit into the table, *full* or *unavailable*
    ///     otherwise; the transaction should be rolled back then
    public AppendId append(Connection connection, Message message) {
        StoredMessage stored = StoredMessage.of(ids.newAppend(message.flowId()), clock.instant(), store, message);
        append(connection, List.of(stored));
        return stored.id();
    }

    /// Appends messages, in the order of the list; else like the other.
    ///
    /// @param connection with a transaction of the caller's
    /// @param messages with their ids
    public void append(Connection connection, List<StoredMessage> messages) {
        try {
            if (connection.getAutoCommit()) {
                throw new IllegalStateException("the connection commits each statement by itself;"
                        + " expected a transaction: setAutoCommit(false) comes first");
            }
            insert(connection, table(connection), messages);
        } catch (SQLException e) {
            throw new StoreException(
                    JdbcFailures.beforeCommit(e),
                    "store " + store + ": append to table " + table + " failed: " + JdbcFailures.reason(e),
                    e);
        }
    }

    private Table table(Connection connection) throws SQLException {
        Table found = known;
        if (found == null) {
            found = new TableInspector(table, false, false).inspect(connection);
            known = found;
        }
        return found;
    }

    private void insert(Connection connection, Table found, List<StoredMessage> messages) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(found.insert())) {
            for (StoredMessage message : messages) {
                byte[] bytes = MessageCodec.encode(message);
                if (bytes.length > found.capacity().bytes()) {
                    throw new StoreException(
                            Category.REJECTED,
                            "store " + store + " at table " + table + ": "
                                    + found.capacity().refusal(message.id().toString(), bytes.length));
                }
                statement.setString(1, RowReader.OUTBOX + message.id());
                statement.setBytes(2, bytes);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
