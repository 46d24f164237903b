// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// Claims within the one process that hands out the rows of the table.
final class OwnedClaims implements Claims {

    private final Ownership ownership;
    private final Connection connection;
    private final Table table;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Long> mine = new HashSet<>();
    private boolean ended;
    private long epoch;

    OwnedClaims(Ownership ownership, Connection connection, Table table) {
        this.ownership = ownership;
        this.connection = connection;
        this.table = table;
    }

    @Override
    public List<Long> claim(List<Long> rows) throws SQLException {
        long current = ownership.own(table, this);
        if (current == 0) {
            return List.of();
        }
        if (current != epoch && holdsAny()) {
            throw new SQLException("another process may have handed out the messages that are held here");
        }
        epoch = current;
        return hold(rows);
    }

    /// What is held after the end would be held for ever.
    private List<Long> hold(List<Long> rows) throws SQLException {
        lock.lock();
        try {
            if (ended) {
                throw new SQLException("this consumer has ended");
            }
            List<Long> taken = new ArrayList<>();
            for (long row : rows) {
                if (ownership.hold(row)) {
                    mine.add(row);
                    taken.add(row);
                }
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void release(Collection<Long> rows) {
        lock.lock();
        try {
            for (long row : rows) {
                if (mine.remove(row)) {
                    ownership.release(row);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean holdsAny() {
        lock.lock();
        try {
            return !mine.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long turn() throws SQLException {
        return ownership.own(table, this);
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
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                ownership.leave(this, Set.copyOf(mine));
                mine.clear();
            }
        } finally {
            lock.unlock();
        }
    }
}
