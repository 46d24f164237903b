// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Looks at a table as it is found, and makes one where that was asked for. Thread-safe.
final class TableInspector {

    /// An append id has so many characters.
    private static final int ID_LENGTH = 45;

    /// Less room than this for a message deserves a warning.
    private static final long LITTLE_ROOM = 1024 * 1024;

    private final TableName name;
    private final boolean create;
    private final boolean sequenced;

    /// @param create whether to make the table when there is none
    /// @param sequenced whether messages carry sequence numbers
    TableInspector(TableName name, boolean create, boolean sequenced) {
        this.name = name;
        this.create = create;
        this.sequenced = sequenced;
    }

    /// The table.
    ///
    /// @throws SQLException when it is missing, or cannot serve as a queue; the text says everything that is wrong
    ///     with it
    Table inspect(Connection connection) throws SQLException {
        Dialect dialect = Dialects.of(connection);
        try {
            return look(connection, dialect);
        } catch (SQLException e) {
            if (!JdbcFailures.isMissingTable(e)) {
                throw e;
            }
            if (!create) {
                throw new SQLException(
                        "there is no table " + name
                                + "; make it, or set store.jdbc.table.create to true and it is made",
                        e.getSQLState(),
                        e);
            }
            return made(connection, dialect);
        }
    }

    /// Another process may make it at the same time, which databases do not all bear.
    private Table made(Connection connection, Dialect dialect) throws SQLException {
        try {
            create(connection, dialect);
        } catch (SQLException e) {
            try {
                return look(connection, dialect);
            } catch (SQLException still) {
                e.addSuppressed(still);
                throw e;
            }
        }
        return look(connection, dialect);
    }

    private void create(Connection connection, Dialect dialect) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : ddl((sequenced ? "resequence-" : "") + dialect.ddl(), name)) {
                statement.execute(sql);
            }
        }
    }

    /// The statements that make a table.
    static List<String> ddl(String script, TableName table) {
        try (InputStream file = TableInspector.class.getResourceAsStream("ddl/" + script)) {
            String text = new String(Objects.requireNonNull(file, script).readAllBytes(), StandardCharsets.UTF_8);
            List<String> statements = new ArrayList<>();
            for (String statement : text.replaceAll("(?m)^--.*$", "").split(";", -1)) {
                if (!statement.isBlank()) {
                    statements.add(statement
                            .replace("jdbc_message_store_", table.simple() + "_")
                            .replace("jdbc_message_store", table.text())
                            .trim());
                }
            }
            return statements;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Table look(Connection connection, Dialect dialect) throws SQLException {
        String quote = connection.getMetaData().getIdentifierQuoteString().trim();
        try (Statement statement = connection.createStatement();
                ResultSet nothing = statement.executeQuery("SELECT * FROM " + name + " WHERE 1 = 0")) {
            ResultSetMetaData found = nothing.getMetaData();
            Map<String, Integer> numbers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (int i = 1; i <= found.getColumnCount(); i++) {
                numbers.put(found.getColumnName(i), i);
            }
            Capacity capacity = numbers.containsKey("message")
                    ? dialect.capacity(connection, found, numbers.getOrDefault("message", 0))
                    : Capacity.ofColumn("none", 0);
            if (sequenced) {
                requireProgress(connection);
            }
            List<String> faults = faults(found, numbers, capacity.bytes());
            faults.addAll(dialect.refusals(connection, name));
            if (!faults.isEmpty()) {
                throw new SQLException("the table " + name + " cannot be used: " + String.join("; ", faults));
            }
            Table.Columns columns = new Table.Columns(
                    quoted(found, numbers, "indexId", quote),
                    quoted(found, numbers, "msg_id", quote),
                    quoted(found, numbers, "message", quote),
                    sequenced ? Optional.of(quoted(found, numbers, "seq_id", quote)) : Optional.empty());
            return new Table(
                    dialect,
                    name,
                    columns,
                    capacity,
                    dialect.identity(connection, name),
                    warnings(connection, dialect, capacity.bytes()));
        }
    }

    private List<String> faults(ResultSetMetaData found, Map<String, Integer> numbers, long capacity)
            throws SQLException {
        List<String> faults = new ArrayList<>();
        for (String column : columns()) {
            if (!numbers.containsKey(column)) {
                faults.add("there is no column " + column + " but " + numbers.keySet());
            }
        }
        Integer index = numbers.get("indexId");
        if (index != null && !found.isAutoIncrement(index)) {
            faults.add("the column indexId is not numbered by the database");
        }
        Integer id = numbers.get("msg_id");
        if (id != null && found.getPrecision(id) < ID_LENGTH) {
            faults.add("the column msg_id has room for " + found.getPrecision(id) + " characters; expected " + ID_LENGTH
                    + " or more");
        }
        Integer message = numbers.get("message");
        if (message != null && capacity <= 0) {
            faults.add("the column message is of type " + found.getColumnTypeName(message) + "; expected bytes");
        }
        return faults;
    }

    /// The table in which stores write how far they have come.
    private static void requireProgress(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT statement, seq_id FROM tbl_lastprocessid WHERE 1 = 0");
        } catch (SQLException e) {
            throw new SQLException(
                    "there is no table tbl_lastprocessid with the columns statement and seq_id, in which the store"
                            + " writes how far it has come",
                    e.getSQLState(),
                    e);
        }
    }

    private List<String> columns() {
        return sequenced ? List.of("indexId", "msg_id", "message", "seq_id") : List.of("indexId", "msg_id", "message");
    }

    private List<String> warnings(Connection connection, Dialect dialect, long capacity) throws SQLException {
        List<String> warnings = new ArrayList<>(dialect.warnings(connection));
        Set<String> indexed = dialect.indexed(connection, name);
        if (!indexed.contains("indexid")) {
            warnings.add("the column indexId has no index: each look at the queue reads the whole table");
        }
        if (sequenced && !indexed.contains("seq_id")) {
            warnings.add("the column seq_id has no index: each look at the queue sorts the whole table");
        }
        if (!indexed.contains("msg_id")) {
            warnings.add("the column msg_id has no index: finding a message by its id reads the whole table; the rest"
                    + " needs none");
        }
        if (capacity < LITTLE_ROOM) {
            warnings.add("a message may have " + capacity + " bytes, headers and properties included; a larger one is"
                    + " rejected. A larger type of the column message, or max_allowed_packet, mends it");
        }
        return warnings;
    }

    private static String quoted(ResultSetMetaData found, Map<String, Integer> numbers, String column, String quote)
            throws SQLException {
        return quote + found.getColumnName(numbers.getOrDefault(column, 1)) + quote;
    }
}
