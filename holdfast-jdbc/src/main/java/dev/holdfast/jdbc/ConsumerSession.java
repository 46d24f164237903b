// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.time.Timer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The connection of a consumer: it takes rows, reads them, deletes them and gives them back. Used by one thread,
/// but for [#abort].
final class ConsumerSession {

    /// Locks of rows that are gone hurt nobody; so many are given back together.
    private static final int SETTLED = 128;

    private final Connection connection;
    private final Table table;
    private final Claims claims;
    private final Selection selection;
    private final Appetite appetite = new Appetite();
    private final Map<Long, Long> held = new HashMap<>();
    private final Set<Long> settled = new LinkedHashSet<>();

    ConsumerSession(Connection connection, Table table, Claims claims, Selection selection) {
        this.connection = connection;
        this.table = table;
        this.claims = claims;
        this.selection = selection;
    }

    Connection connection() {
        return connection;
    }

    /// Takes and reads the next rows.
    ///
    /// @param want so many at most
    List<Row> take(int want) throws SQLException {
        List<Long> taken =
                selection.next(connection, claims, Math.min(want, appetite.rows()), Set.copyOf(held.keySet()));
        return taken.isEmpty() ? List.of() : read(taken);
    }

    /// Takes that row, if it is there and nobody's.
    List<Row> take(long index) throws SQLException {
        if (held.containsKey(index)) {
            return List.of();
        }
        List<Long> taken = claims.claim(List.of(index));
        return taken.isEmpty() ? List.of() : read(taken);
    }

    /// Reads what was taken: whoever held a row before may have deleted it before it was.
    private List<Row> read(List<Long> taken) throws SQLException {
        taken.forEach(index -> held.put(index, index));
        List<Row> rows = Rows.read(connection, table, taken);
        rows.forEach(row -> held.put(row.index(), row.place()));
        appetite.ate(rows);
        if (rows.size() < taken.size()) {
            List<Long> gone = new ArrayList<>(taken);
            gone.removeAll(rows.stream().map(Row::index).toList());
            giveBack(gone);
        }
        return rows;
    }

    /// Deletes rows that are held.
    ///
    /// When this returns, that is on stable storage.
    void delete(List<Long> indexes) throws SQLException {
        if (claims.proves() || !Rows.isOneStatement(indexes)) {
            connection.setAutoCommit(false);
            claims.prove();
            Rows.delete(connection, table, indexes);
            selection.settled(connection, indexes.stream().map(this::place).toList());
            connection.commit();
            connection.setAutoCommit(true);
        } else {
            Rows.delete(connection, table, indexes);
        }
        table.dialect().flush(connection);
        settled.addAll(indexes);
    }

    private long place(long index) {
        return held.getOrDefault(index, 0L);
    }

    /// Gives back the locks of rows that were deleted.
    ///
    /// @param all also when they are few
    void tidy(boolean all) throws SQLException {
        if (settled.size() >= SETTLED || (all && !settled.isEmpty())) {
            giveBack(List.copyOf(settled));
            settled.clear();
        }
    }

    /// Gives rows back.
    void giveBack(List<Long> indexes) throws SQLException {
        claims.release(indexes);
        indexes.forEach(held::remove);
    }

    /// Asks for an answer.
    void ping() throws SQLException {
        Query.text(connection, "SELECT 1");
    }

    /// Gives back everything and ends the connection.
    void close() throws SQLException {
        try {
            giveBack(List.copyOf(held.keySet()));
        } finally {
            claims.end();
            Connections.close(connection);
        }
    }

    /// Cuts the connection off.
    void abort(Timer timer) {
        claims.end();
        Connections.abort(connection, timer);
    }
}
