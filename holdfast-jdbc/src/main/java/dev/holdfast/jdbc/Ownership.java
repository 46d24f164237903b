// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.time.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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

    private static final Logger LOGGER = System.getLogger(Ownership.class.getName());

    private static final String MAKE_TABLE =
            "CREATE TABLE IF NOT EXISTS holdfast_owner (name VARCHAR(200) PRIMARY KEY, epoch BIGINT NOT NULL)";

    private final Database database;
    private final Timer timer;

    /// One asks the database at a time, for as long as that takes.
    private final ReentrantLock asking = new ReentrantLock();

    /// Of whoever asks.
    private boolean prepared;

    /// Guards the rest, and is held for no call to the database: whoever gives up must get through.
    private final ReentrantLock lock = new ReentrantLock();

    private final Set<Long> held = new HashSet<>();
    private int consumers;
    private @Nullable Claims asker;
    private @Nullable Connection connection;
    private @Nullable Connection second;
    private boolean owning;
    private long epoch;
    private long turns;

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
    /// @param claims those for which it is asked
    /// @return the number of this ownership; 0 when another process is the owner, or the database could not say now
    long own(Table table, Claims claims) throws SQLException {
        asking.lock();
        try {
            boolean done = false;
            long turn = begin(claims);
            try {
                long current = tryToOwn(table, turn);
                done = true;
                return current;
            } catch (SQLException e) {
                if (table.dialect().isPassing(e)) {
                    LOGGER.log(Level.DEBUG, "asked again soon: {0}", e.getMessage());
                    return 0;
                }
                throw e;
            } finally {
                end(done);
            }
        } finally {
            asking.unlock();
        }
    }

    private long begin(Claims claims) {
        lock.lock();
        try {
            asker = claims;
            return turns;
        } finally {
            lock.unlock();
        }
    }

    private void end(boolean done) {
        lock.lock();
        try {
            asker = null;
            second = null;
            if (!done) {
                letGo();
            }
        } finally {
            lock.unlock();
        }
    }

    private long tryToOwn(Table table, long turn) throws SQLException {
        Connection own = connection(turn);
        if (owned(turn)) {
            Query.text(own, "SELECT 1");
            return numberOf(turn);
        }
        prepare(own, table);
        if (!table.dialect().tryToOwn(own, table)) {
            // The row may be missing, as what was not flushed is lost with the server.
            prepared = false;
            // It may be this process itself that has the lock, by a connection that was cut off.
            database.endLostSessions(own);
            return 0;
        }
        return become(nextEpoch(table, turn), turn);
    }

    private Connection connection(long turn) throws SQLException {
        lock.lock();
        try {
            if (connection != null) {
                return connection;
            }
        } finally {
            lock.unlock();
        }
        Connection opened = database.openForLocks();
        prepared = false;
        lock.lock();
        try {
            connection = opened;
            requireWanted(turn);
            return opened;
        } finally {
            lock.unlock();
        }
    }

    private boolean owned(long turn) throws SQLException {
        lock.lock();
        try {
            requireWanted(turn);
            return owning;
        } finally {
            lock.unlock();
        }
    }

    private long numberOf(long turn) throws SQLException {
        lock.lock();
        try {
            requireWanted(turn);
            return epoch;
        } finally {
            lock.unlock();
        }
    }

    private long become(long number, long turn) throws SQLException {
        lock.lock();
        try {
            requireWanted(turn);
            epoch = number;
            owning = true;
            return number;
        } finally {
            lock.unlock();
        }
    }

    /// The lock may have been let go while the database was asked.
    private void requireWanted(long turn) throws SQLException {
        if (turns != turn) {
            throw new SQLException("given up");
        }
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

    private long nextEpoch(Table table, long turn) throws SQLException {
        try (Connection used = another(turn);
                PreparedStatement raise =
                        used.prepareStatement("UPDATE holdfast_owner SET epoch = epoch + 1 WHERE name = ?")) {
            raise.setString(1, table.identity());
            raise.executeUpdate();
            table.dialect().flush(used);
            return Long.parseLong(
                    Query.text(used, "SELECT epoch FROM holdfast_owner WHERE name = ?", table.identity()));
        }
    }

    /// The lock may stand in a transaction of the first; one that was lent may have ended with the server.
    private Connection another(long turn) throws SQLException {
        Connection used = database.open();
        lock.lock();
        try {
            second = used;
            requireWanted(turn);
            return used;
        } catch (SQLException e) {
            Connections.close(used);
            throw e;
        } finally {
            lock.unlock();
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

    /// A consumer has ended. After the last one, another process may become the owner; and where the database does not
    /// answer one that is asking, the connection is of no use to the others.
    void leave(Claims claims, Set<Long> rows) {
        lock.lock();
        try {
            held.removeAll(rows);
            consumers--;
            if (consumers == 0 || claims.equals(asker)) {
                letGo();
            }
        } finally {
            lock.unlock();
        }
    }

    private void letGo() {
        turns++;
        owning = false;
        cutOff(connection);
        cutOff(second);
        connection = null;
        second = null;
    }

    private void cutOff(@Nullable Connection used) {
        if (used != null) {
            Connections.abort(used, timer);
        }
    }
}
