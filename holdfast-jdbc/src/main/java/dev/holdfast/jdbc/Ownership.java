// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.time.Timer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Makes this process the only one that hands out the rows of a table, where rows cannot be claimed one by one or
/// must keep an order. A lock that ends with its connection decides who; a number in the table `holdfast_owner`,
/// which each new owner raises, keeps one that has lost the lock unseen from deleting. Thread-safe.
///
/// The lock is held as long as some consumer of this process wants rows, and other processes stand by.
final class Ownership {

    private static final String MAKE_TABLE =
            "CREATE TABLE IF NOT EXISTS holdfast_owner (name VARCHAR(200) PRIMARY KEY, epoch BIGINT NOT NULL)";

    private final Database database;
    private final Timer timer;

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Long> held = new HashSet<>();
    private int consumers;
    private @Nullable Connection connection;
    private boolean prepared;
    private boolean owning;
    private long epoch;

    Ownership(Database database, Timer timer) {
        this.database = database;
        this.timer = timer;
    }

    /// The claims of one more consumer.
    Claims claims(Connection ofConsumer, Table table) {
        lock.lock();
        try {
            consumers++;
        } finally {
            lock.unlock();
        }
        return new OwnedClaims(this, ofConsumer, table);
    }

    /// Becomes the owner, or makes sure that this is still so.
    ///
    /// @return the number of this ownership; 0 when another process is the owner
    long own(Table table) throws SQLException {
        lock.lock();
        try {
            boolean done = false;
            try {
                long current = tryToOwn(table);
                done = true;
                return current;
            } finally {
                if (!done) {
                    letGo();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private long tryToOwn(Table table) throws SQLException {
        Connection own = connection;
        if (own == null) {
            own = database.openForLocks();
            connection = own;
        }
        if (owning) {
            Query.text(own, "SELECT 1");
            return epoch;
        }
        prepare(own, table);
        if (!table.dialect().tryToOwn(own, table)) {
            // The row may be missing, as what was not flushed is lost with the server.
            prepared = false;
            // It may be this process itself that has the lock, by a connection that was cut off.
            database.endLostSessions(own);
            return 0;
        }
        epoch = nextEpoch(table);
        owning = true;
        return epoch;
    }

    /// The rows that locks and numbers stand in.
    private void prepare(Connection own, Table table) throws SQLException {
        if (prepared) {
            return;
        }
        try (Statement statement = own.createStatement()) {
            statement.execute(MAKE_TABLE);
        }
        for (String name : new String[] {table.identity(), lockName(table)}) {
            insertIfMissing(own, name);
        }
        prepared = true;
    }

    private static void insertIfMissing(Connection own, String name) throws SQLException {
        if (!Query.texts(own, "SELECT name FROM holdfast_owner WHERE name = ?", name)
                .isEmpty()) {
            return;
        }
        try (PreparedStatement statement = own.prepareStatement("INSERT INTO holdfast_owner VALUES (?, 0)")) {
            statement.setString(1, name);
            statement.executeUpdate();
        } catch (SQLException e) {
            // Another process may have been faster.
            if (Query.texts(own, "SELECT name FROM holdfast_owner WHERE name = ?", name)
                    .isEmpty()) {
                throw e;
            }
        }
    }

    /// The row that databases without locks of sessions lock.
    static String lockName(Table table) {
        return table.identity() + ":lock";
    }

    private long nextEpoch(Table table) throws SQLException {
        try (Connection lent = database.lend();
                PreparedStatement raise =
                        lent.prepareStatement("UPDATE holdfast_owner SET epoch = epoch + 1 WHERE name = ?")) {
            raise.setString(1, table.identity());
            raise.executeUpdate();
            table.dialect().flush(lent);
            return Long.parseLong(
                    Query.text(lent, "SELECT epoch FROM holdfast_owner WHERE name = ?", table.identity()));
        }
    }

    /// Fails when this process is not the owner with that number any more. Within a transaction, nobody can become
    /// the owner until that has ended.
    void prove(Connection ofConsumer, Table table, long number) throws SQLException {
        try (PreparedStatement statement =
                ofConsumer.prepareStatement("SELECT epoch FROM holdfast_owner WHERE name = ? FOR UPDATE")) {
            statement.setString(1, table.identity());
            try (ResultSet answer = statement.executeQuery()) {
                if (!answer.next() || answer.getLong(1) != number) {
                    throw new SQLException("another process hands out the messages of this table now");
                }
            }
        }
    }

    /// Takes a row, if no other consumer of this process holds it.
    boolean hold(long row) {
        lock.lock();
        try {
            return held.add(row);
        } finally {
            lock.unlock();
        }
    }

    /// Gives a row back.
    void release(long row) {
        lock.lock();
        try {
            held.remove(row);
        } finally {
            lock.unlock();
        }
    }

    /// A consumer has ended; after the last one, another process may become the owner.
    void leave(Set<Long> rows) {
        lock.lock();
        try {
            held.removeAll(rows);
            consumers--;
            if (consumers == 0) {
                letGo();
            }
        } finally {
            lock.unlock();
        }
    }

    private void letGo() {
        owning = false;
        prepared = false;
        Connection own = connection;
        connection = null;
        if (own != null) {
            Connections.abort(own, timer);
        }
    }
}
