// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// H2. It knows no locks of sessions: one process at a time hands out the rows of a table ([Ownership]), and
/// another takes over when its connection ends. A commit is on disk only after a checkpoint.
record H2() implements Dialect {

    private static final int GENERAL_ERROR = 50000;
    private static final String SAME_NUMBER = "An old transaction with the same id is still open";

    /// A number is given anew after the server has opened the database again; the start tells them apart.
    private static final String WHO =
            "SELECT SESSION_ID || ' ' || SESSION_START FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID = SESSION_ID()";

    private static final String END =
            "SELECT ABORT_SESSION(SESSION_ID) FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID || ' ' || SESSION_START = ?";

    @Override
    public List<String> sessionSettings() {
        return List.of();
    }

    @Override
    public boolean losesSessions() {
        return true;
    }

    @Override
    public String session(Connection connection) throws SQLException {
        return Query.text(connection, WHO);
    }

    @Override
    public boolean endSession(Connection connection, String session) throws SQLException {
        Query.texts(connection, END, session);
        return true;
    }

    @Override
    public String ddl() {
        return "h2.sql";
    }

    @Override
    public String identity(Connection connection, TableName table) throws SQLException {
        String schema = Query.text(
                connection, "SELECT COALESCE(?, CURRENT_SCHEMA)", table.schema().orElse(null));
        return (schema + "." + table.simple()).toLowerCase(Locale.ROOT);
    }

    @Override
    public Set<String> indexed(Connection connection, TableName table) throws SQLException {
        return Set.copyOf(Query.texts(
                connection,
                "SELECT LOWER(COLUMN_NAME) FROM INFORMATION_SCHEMA.INDEX_COLUMNS WHERE ORDINAL_POSITION = 1"
                        + " AND LOWER(TABLE_NAME) = LOWER(?)"
                        + " AND LOWER(TABLE_SCHEMA) = LOWER(COALESCE(?, CURRENT_SCHEMA))",
                table.simple(),
                table.schema().orElse(null)));
    }

    @Override
    public Capacity capacity(Connection connection, ResultSetMetaData columns, int column) throws SQLException {
        long room = switch (columns.getColumnType(column)) {
            case Types.BLOB, Types.VARBINARY -> columns.getPrecision(column);
            default -> 0;
        };
        return Capacity.ofColumn(columns.getColumnTypeName(column), room);
    }

    @Override
    public List<String> refusals(Connection connection, TableName table) throws SQLException {
        String administrator =
                Query.text(connection, "SELECT IS_ADMIN FROM INFORMATION_SCHEMA.USERS WHERE USER_NAME = CURRENT_USER");
        return administrator.equalsIgnoreCase("true")
                ? List.of()
                : List.of("the login is not that of an administrator, who alone can have H2 flush its files");
    }

    @Override
    public List<String> warnings(Connection connection) {
        return List.of(
                "H2 may come back from a kill without its last commits: for what must not be lost, use PostgreSQL,"
                        + " MariaDB or the embedded store");
    }

    @Override
    public void flush(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
        }
    }

    @Override
    public int writers() {
        return 1;
    }

    @Override
    public Claims claims(Connection connection, Table table, Ownership ownership) {
        return ownership.claims(connection, table);
    }

    /// H2 locks rows until the end of a transaction, which is that of the connection here.
    @Override
    public boolean tryToOwn(Connection connection, Table table) throws SQLException {
        connection.setAutoCommit(false);
        String lock = Ownership.lockName(table);
        boolean owned = !Query.texts(
                        connection, "SELECT name FROM holdfast_owner WHERE name = ? FOR UPDATE SKIP LOCKED", lock)
                .isEmpty();
        if (!owned) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        return owned;
    }

    /// A session of this process that is just ending gives the number of its transaction away before it has let go of
    /// its rows.
    @Override
    public boolean isPassing(SQLException failure) {
        return failure.getErrorCode() == GENERAL_ERROR
                && String.valueOf(failure.getMessage()).contains(SAME_NUMBER);
    }
}
