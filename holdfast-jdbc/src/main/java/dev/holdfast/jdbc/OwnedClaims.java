// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// Claims within the one process that hands out the rows of the table.
final class OwnedClaims implements Claims {

    private final Ownership ownership;
    private final Connection connection;
    private final Table table;
    private final Set<Long> mine = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ended = new AtomicBoolean();
    private long epoch;

    OwnedClaims(Ownership ownership, Connection connection, Table table) {
        this.ownership = ownership;
        this.connection = connection;
        this.table = table;
    }

    @Override
    public List<Long> claim(List<Long> rows) throws SQLException {
        long current = ownership.own(table);
        if (current == 0) {
            return List.of();
        }
        if (current != epoch && !mine.isEmpty()) {
            throw new SQLException("another process may have handed out the messages that are held here");
        }
        epoch = current;
        List<Long> taken = new ArrayList<>();
        for (long row : rows) {
            if (ownership.hold(row)) {
                mine.add(row);
                taken.add(row);
            }
        }
        return taken;
    }

    @Override
    public void release(Collection<Long> rows) {
        for (long row : rows) {
            if (mine.remove(row)) {
                ownership.release(row);
            }
        }
    }

    @Override
    public long turn() throws SQLException {
        return ownership.own(table);
    }

    @Override
    public boolean proves() {
        return true;
    }

    @Override
    public void prove() throws SQLException {
        ownership.prove(connection, table, epoch);
    }

    @Override
    public void end() {
        if (ended.compareAndSet(false, true)) {
            ownership.leave(Set.copyOf(mine));
        }
    }
}
