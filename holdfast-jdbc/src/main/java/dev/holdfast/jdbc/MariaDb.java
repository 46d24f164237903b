// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// MariaDB, and MySQL, which speaks the same. A row is claimed with a named lock of the session, which ends with
/// the connection.
record MariaDb() implements Dialect {

    /// A number is given anew after the server was started again; the port of the client tells them apart.
    private static final String SESSION =
            "SELECT CONCAT(id, ' ', host) FROM information_schema.processlist WHERE id = CONNECTION_ID()";

    private static final String THERE =
            "SELECT id FROM information_schema.processlist WHERE CONCAT(id, ' ', host) = ? AND id <> CONNECTION_ID()";

    private static final String PAUSE = "SELECT SLEEP(0.02)";

    private static final int NO_SUCH_SESSION = 1094;

    /// What a statement holds besides the message.
    private static final int AROUND = 1024;

    @Override
    public List<String> sessionSettings() {
        return List.of(
                // A session that holds messages is silent as long as their retries wait.
                "SET SESSION wait_timeout = 31536000",
                "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
                // Else what is too long would be cut instead of refused.
                "SET SESSION sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES')");
    }

    @Override
    public boolean losesSessions() {
        return false;
    }

    @Override
    public String session(Connection connection) throws SQLException {
        return Query.text(connection, SESSION);
    }

    @Override
    public boolean endSession(Connection connection, String session) throws SQLException {
        List<String> there = Query.texts(connection, THERE, session);
        if (there.isEmpty()) {
            return true;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("KILL CONNECTION " + Long.parseLong(there.getFirst()));
        } catch (SQLException e) {
            if (e.getErrorCode() != NO_SUCH_SESSION) {
                throw e;
            }
        }
        Query.text(connection, PAUSE);
        return false;
    }

    @Override
    public String ddl() {
        return "mariadb.sql";
    }

    @Override
    public String identity(Connection connection, TableName table) throws SQLException {
        String schema = Query.text(
                connection, "SELECT COALESCE(?, DATABASE())", table.schema().orElse(null));
        return Integer.toHexString(
                (schema + "." + table.simple()).toLowerCase(Locale.ROOT).hashCode());
    }

    @Override
    public Set<String> indexed(Connection connection, TableName table) throws SQLException {
        return Set.copyOf(Query.texts(
                connection,
                "SELECT LOWER(column_name) FROM information_schema.statistics WHERE seq_in_index = 1"
                        + " AND table_name = ? AND table_schema = COALESCE(?, DATABASE())",
                table.simple(),
                table.schema().orElse(null)));
    }

    @Override
    public Capacity capacity(Connection connection, ResultSetMetaData columns, int column) throws SQLException {
        String type = columns.getColumnTypeName(column).toUpperCase(Locale.ROOT);
        long room = switch (type) {
            case "TINYBLOB" -> 255;
            case "BLOB" -> 65_535;
            case "MEDIUMBLOB" -> 16_777_215;
            case "LONGBLOB" -> Table.MOST_BYTES;
            case "VARBINARY" -> columns.getPrecision(column);
            default -> 0;
        };
        long packet = Long.parseLong(Query.text(connection, "SELECT @@max_allowed_packet"));
        return Capacity.ofColumn(type, room)
                .and(new Capacity(packet - AROUND, "max_allowed_packet of the server, " + packet + ","));
    }

    @Override
    public List<String> refusals(Connection connection, TableName table) throws SQLException {
        List<String> engines = Query.texts(
                connection,
                "SELECT engine FROM information_schema.tables WHERE table_name = ?"
                        + " AND table_schema = COALESCE(?, DATABASE())",
                table.simple(),
                table.schema().orElse(null));
        return engines.stream().allMatch("InnoDB"::equalsIgnoreCase)
                ? List.of()
                : List.of("its storage engine is " + String.join(",", engines) + ", which knows no transactions;"
                        + " expected InnoDB");
    }

    @Override
    public List<String> warnings(Connection connection) throws SQLException {
        List<String> warnings = new ArrayList<>();
        if (!Query.text(connection, "SELECT @@innodb_flush_log_at_trx_commit").equals("1")) {
            warnings.add(
                    "innodb_flush_log_at_trx_commit is not 1 at the server: a crash there loses accepted messages");
        }
        return warnings;
    }

    @Override
    public void flush(Connection connection) {
        // The commit has done it.
    }

    @Override
    public int writers() {
        return 4;
    }

    @Override
    public Claims claims(Connection connection, Table table, Ownership ownership) {
        return new SessionLocks(
                connection,
                new SessionLocks.Functions("GET_LOCK(?, 0)", "RELEASE_LOCK(?)"),
                row -> "holdfast:" + table.identity() + ":" + row);
    }

    @Override
    public boolean tryToOwn(Connection connection, Table table) throws SQLException {
        return Query.text(connection, "SELECT GET_LOCK(?, 0)", "holdfast:" + table.identity() + ":owner")
                .equals("1");
    }
}
