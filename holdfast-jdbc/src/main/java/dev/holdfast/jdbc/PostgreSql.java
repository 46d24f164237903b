// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// PostgreSQL. A row is claimed with an advisory lock of the session: it holds no transaction open, which would
/// keep the table from being cleaned, and ends with the connection.
record PostgreSql() implements Dialect {

    private static final String SESSION = "SELECT pid || ' ' || extract(epoch FROM backend_start)"
            + " FROM pg_stat_activity WHERE pid = pg_backend_pid()";

    /// A session that ends gives back its locks one after the other. A pool between us and the server may have given
    /// the session to somebody else: without locks it is none of ours.
    private static final String END = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity a"
            + " WHERE pid || ' ' || extract(epoch FROM backend_start) = ? AND pid <> pg_backend_pid()"
            + " AND EXISTS (SELECT FROM pg_locks l WHERE l.pid = a.pid AND l.locktype = 'advisory')";

    private static final String PAUSE = "SELECT pg_sleep(0.02)";

    /// No row has this index.
    private static final long OWNER = Long.MIN_VALUE;

    @Override
    public List<String> sessionSettings() {
        return List.of(
                // A role or database may be set to answer before the flush, which would be no commit for us.
                "SELECT set_config('synchronous_commit', 'on', false)"
                        + " WHERE current_setting('synchronous_commit') IN ('off')",
                // The messages of a machine that has vanished come again after a minute and a half, not after hours.
                "SELECT set_config('tcp_keepalives_idle', '60', false), set_config('tcp_keepalives_interval', '10', false),"
                        + " set_config('tcp_keepalives_count', '3', false) FROM pg_settings"
                        + " WHERE name = 'tcp_keepalives_idle' AND CAST(setting AS integer) NOT BETWEEN 1 AND 60",
                // Exists from release 14 on.
                "SELECT set_config(name, '0', false) FROM pg_settings WHERE name = 'idle_session_timeout'");
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
        if (Query.texts(connection, END, session).isEmpty()) {
            return true;
        }
        Query.text(connection, PAUSE);
        return false;
    }

    @Override
    public String ddl() {
        return "postgresql.sql";
    }

    @Override
    public String identity(Connection connection, TableName table) throws SQLException {
        return Query.text(connection, "SELECT CAST(CAST(? AS regclass) AS oid)", table.text());
    }

    @Override
    public Set<String> indexed(Connection connection, TableName table) throws SQLException {
        return Set.copyOf(Query.texts(
                connection,
                "SELECT lower(a.attname) FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid"
                        + " AND a.attnum = i.indkey[0] WHERE i.indrelid = CAST(? AS regclass) AND i.indisvalid"
                        + " AND i.indpred IS NULL",
                table.text()));
    }

    @Override
    public Capacity capacity(Connection connection, ResultSetMetaData columns, int column) throws SQLException {
        return Capacity.ofColumn(
                columns.getColumnTypeName(column),
                columns.getColumnType(column) == Types.BINARY ? Table.MOST_BYTES : 0);
    }

    @Override
    public List<String> refusals(Connection connection, TableName table) throws SQLException {
        String kind = Query.text(
                connection, "SELECT relpersistence FROM pg_class WHERE oid = CAST(? AS regclass)", table.text());
        return kind.equals("p")
                ? List.of()
                : List.of("it is an unlogged or temporary table, which a crash of the server empties");
    }

    @Override
    public List<String> warnings(Connection connection) throws SQLException {
        List<String> warnings = new ArrayList<>();
        if (Query.text(connection, "SHOW fsync").equals("off")) {
            warnings.add("fsync is off at the server: a power failure there loses accepted messages");
        }
        if (Query.text(connection, "SHOW full_page_writes").equals("off")) {
            warnings.add("full_page_writes is off at the server: a power failure there can destroy the table");
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
                new SessionLocks.Functions("pg_try_advisory_lock(?)", "pg_advisory_unlock(?)"),
                row -> key(table.identity(), row));
    }

    @Override
    public boolean tryToOwn(Connection connection, Table table) throws SQLException {
        String key = Long.toString(key(table.identity(), OWNER));
        return Query.text(connection, "SELECT pg_try_advisory_lock(CAST(? AS bigint))", key)
                .equals("t");
    }

    /// Advisory locks are numbers that all who use the database share: mixed, so that they hardly meet those of
    /// others. All versions of this program must agree about it.
    private static long key(String table, long row) {
        long mixed = (row + 1) * 0x9E37_79B9_7F4A_7C15L + Long.parseLong(table) * 0xC2B2_AE3D_27D4_EB4FL;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ (mixed >>> 31);
    }
}
