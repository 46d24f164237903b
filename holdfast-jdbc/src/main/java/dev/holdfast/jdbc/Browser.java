// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.message.AppendId;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Delivery.Received;
import dev.holdfast.upstream.UpstreamMessages;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Looks at the rows of a table without taking them. Thread-safe.
final class Browser {

    private static final int AT_ONCE = 100;

    private final Database database;
    private final Calls calls;
    private final RowReader reader;

    Browser(Database database, Calls calls, RowReader reader) {
        this.database = database;
        this.calls = calls;
        this.reader = reader;
    }

    /// How many rows there are.
    long count() {
        return calls.call("count", call -> {
            try (Connection connection = lend(call);
                    Statement statement = connection.createStatement();
                    ResultSet answer =
                            statement.executeQuery(database.table(connection).count())) {
                answer.next();
                return answer.getLong(1);
            }
        });
    }

    /// Messages behind that one, in the order of the queue. What cannot be read is left out.
    List<StoredMessage> page(Optional<AppendId> after, int limit) {
        return calls.call("page", call -> {
            try (Connection connection = lend(call)) {
                Table table = database.table(connection);
                long position = Long.MIN_VALUE;
                if (after.isPresent()) {
                    OptionalLong found = indexOf(connection, table, after.get());
                    if (found.isEmpty()) {
                        return List.of();
                    }
                    position = found.getAsLong();
                }
                return page(connection, table, position, limit);
            }
        });
    }

    private List<StoredMessage> page(Connection connection, Table table, long start, int limit) throws SQLException {
        List<StoredMessage> messages = new ArrayList<>();
        long position = start;
        boolean more = true;
        while (more && messages.size() < limit) {
            int size = Math.min(AT_ONCE, limit - messages.size());
            List<Row> rows = behind(connection, table, position, size);
            rows.forEach(row -> valid(row).ifPresent(messages::add));
            more = rows.size() == size;
            position = rows.isEmpty() ? position : rows.getLast().index();
        }
        return messages;
    }

    private static List<Row> behind(Connection connection, Table table, long position, int size) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(table.rowsBehind())) {
            statement.setLong(1, position);
            statement.setInt(2, size);
            try (ResultSet rows = statement.executeQuery()) {
                return Rows.rows(rows);
            }
        }
    }

    /// The message with that id.
    Optional<StoredMessage> find(AppendId id) {
        return calls.call("find", call -> {
            try (Connection connection = lend(call)) {
                Table table = database.table(connection);
                OptionalLong index = indexOf(connection, table, id);
                if (index.isEmpty()) {
                    return Optional.empty();
                }
                return Rows.read(connection, table, List.of(index.getAsLong())).stream()
                        .findFirst()
                        .flatMap(this::valid);
            }
        });
    }

    /// Where the message with that id lies.
    OptionalLong indexOf(AppendId id) {
        return calls.call("find", call -> {
            try (Connection connection = lend(call)) {
                return indexOf(connection, database.table(connection), id);
            }
        });
    }

    private OptionalLong indexOf(Connection connection, Table table, AppendId id) throws SQLException {
        OptionalLong foreign = reader.indexOfForeign(id);
        if (foreign.isPresent()) {
            return foreign;
        }
        try (PreparedStatement statement = connection.prepareStatement(table.indexOf(3))) {
            statement.setString(1, id.toString());
            statement.setString(2, RowReader.OUTBOX + id);
            statement.setString(3, UpstreamMessages.messageId(id));
            try (ResultSet answer = statement.executeQuery()) {
                answer.next();
                long index = answer.getLong(1);
                return answer.wasNull() ? OptionalLong.empty() : OptionalLong.of(index);
            }
        }
    }

    private Optional<StoredMessage> valid(Row row) {
        return reader.read(row) instanceof Received.Valid valid ? Optional.of(valid.message()) : Optional.empty();
    }

    private Connection lend(Calls.Call call) throws SQLException {
        Connection lent = database.lend();
        boolean done = false;
        try {
            call.uses(lent.unwrap(Connection.class));
            done = true;
            return lent;
        } finally {
            if (!done) {
                lent.close();
            }
        }
    }
}
