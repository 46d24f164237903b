// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.grouping.AppendGroup;
import dev.holdfast.grouping.AppendOutcome;
import dev.holdfast.grouping.Attempt;
import dev.holdfast.grouping.GroupedAppends;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Puts rows into the table, those of many callers in one transaction. Thread-safe.
final class RowWriter implements GroupedAppends.Writer<NewRow> {

    private static final Duration ASK_FOR_ROOM = Duration.ofSeconds(2);

    private static final Logger LOGGER = System.getLogger(RowWriter.class.getName());

    private final Database database;
    private final Calls.Texts texts;
    private final Timer timer;
    private final Runnable appended;

    private final ReentrantLock lock = new ReentrantLock();
    private Instant askedForRoom = Instant.MIN;

    /// @param texts for failures
    /// @param appended is told after each commit
    RowWriter(Database database, Calls.Texts texts, Timer timer, Runnable appended) {
        this.database = database;
        this.texts = texts;
        this.timer = timer;
        this.appended = appended;
    }

    @Override
    public int atOnce() {
        Table table = database.knownTable();
        return table == null ? 1 : table.dialect().writers();
    }

    @Override
    public String threadName() {
        return "jdbc-append";
    }

    @Override
    public StoreException failure(AppendOutcome.Failed failed) {
        return texts.failure(failed.category(), "append", failed.reason(), failed.cause());
    }

    /// A lent connection can be one that ended while nobody used it; then nothing was stored, and another serves.
    @Override
    public AppendOutcome write(AppendGroup<NewRow> group) {
        try {
            store(group);
            return new AppendOutcome.Stored();
        } catch (SQLException | StoreException e) {
            AppendOutcome outcome = failed(group.attempt(), e);
            if (!isLost(group.attempt(), e) && !hasRoomNow(group.messages())) {
                return outcome;
            }
        }
        database.evict();
        AppendGroup<NewRow> second = group.again();
        try {
            store(second);
            return new AppendOutcome.Stored();
        } catch (SQLException | StoreException e) {
            return failed(second.attempt(), e);
        }
    }

    private static boolean isLost(Attempt attempt, Exception failure) {
        return attempt.stage() == Attempt.Stage.PREPARING && JdbcFailures.isConnectionLost(failure);
    }

    private AppendOutcome failed(Attempt attempt, Exception failure) {
        Category category = switch (attempt.stage()) {
            case CONNECTING, PREPARING -> JdbcFailures.beforeCommit(failure);
            case DECISIVE -> JdbcFailures.atCommit(failure);
            case GIVEN_UP -> Category.UNAVAILABLE;
        };
        if (category == Category.UNAVAILABLE) {
            database.forgetTable();
        }
        return new AppendOutcome.Failed(category, JdbcFailures.reason(failure), failure);
    }

    /// A limit of the server can have been raised, which holds for new connections. It is asked once in a while.
    private boolean hasRoomNow(List<NewRow> rows) {
        int largest = rows.stream().mapToInt(row -> row.bytes().length).max().orElse(0);
        Table known = database.knownTable();
        if (known == null || largest <= known.capacity().bytes() || !isTimeToAskForRoom()) {
            return false;
        }
        try (Connection fresh = database.open()) {
            database.forgetTable();
            return largest <= database.table(fresh).capacity().bytes();
        } catch (SQLException e) {
            LOGGER.log(Level.DEBUG, "no more room is known: {0}", e.getMessage());
            return false;
        }
    }

    private boolean isTimeToAskForRoom() {
        lock.lock();
        try {
            Instant now = timer.instant();
            boolean due = now.isAfter(askedForRoom.plus(ASK_FOR_ROOM));
            if (due) {
                askedForRoom = now;
            }
            return due;
        } finally {
            lock.unlock();
        }
    }

    private void store(AppendGroup<NewRow> group) throws SQLException {
        try (Connection connection = database.lend()) {
            Connection own = connection.unwrap(Connection.class);
            group.attempt().uses(() -> Connections.abort(own, timer));
            store(group, connection);
        }
        appended.run();
    }

    private void store(AppendGroup<NewRow> group, Connection connection) throws SQLException {
        List<NewRow> rows = group.messages();
        Table table = database.table(connection);
        requireRoom(rows, table);
        connection.setAutoCommit(false);
        insert(connection, table, rows);
        group.attempt().decisive();
        connection.commit();
        table.dialect().flush(connection);
    }

    private static void insert(Connection connection, Table table, List<NewRow> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(table.insert())) {
            for (NewRow row : rows) {
                statement.setString(1, row.messageId());
                statement.setBytes(2, row.bytes());
                if (row.sequence().isPresent()) {
                    statement.setLong(3, row.sequence().getAsLong());
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void requireRoom(List<NewRow> rows, Table table) {
        for (NewRow row : rows) {
            if (row.bytes().length > table.capacity().bytes()) {
                throw new StoreException(
                        Category.REJECTED, table.capacity().refusal(row.messageId(), row.bytes().length));
            }
        }
    }
}
