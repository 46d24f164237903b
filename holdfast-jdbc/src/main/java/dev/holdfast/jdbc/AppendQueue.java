// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.jdbc.AppendTicket.NewRow;
import dev.holdfast.jdbc.AppendTicket.Outcome;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import dev.holdfast.upstream.UpstreamMessages;
import dev.holdfast.upstream.WireFormat;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Takes all appends that wait into one transaction, so that one commit serves many; every caller gets its own
/// outcome. A few such transactions go on at once, on threads that live as long as there is something to write.
/// Thread-safe.
final class AppendQueue {

    private static final int MOST_ROWS = 256;
    private static final long MOST_BYTES = 4L * 1024 * 1024;

    private static final Duration ASK_FOR_ROOM = Duration.ofSeconds(2);

    private static final Logger LOGGER = System.getLogger(AppendQueue.class.getName());

    private final Database database;
    private final Calls.Texts texts;
    private final Timer timer;
    private final Duration limit;
    private final WireFormat format;
    private final Numbering numbering;
    private final Runnable appended;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<AppendTicket> waiting = new ArrayDeque<>();
    private int writing;
    private Instant askedForRoom = Instant.MIN;

    /// @param scene what consumers wait with, too
    /// @param format of the rows
    /// @param numbering finds sequence numbers
    /// @param appended is told after each commit
    AppendQueue(
            Database database, JdbcConsumer.Scene scene, WireFormat format, Numbering numbering, Runnable appended) {
        this.database = database;
        this.texts = scene.texts();
        this.timer = scene.timer();
        this.limit = scene.limit();
        this.format = format;
        this.numbering = numbering;
        this.appended = appended;
    }

    /// Stores the messages.
    ///
    /// When this returns, they are committed, in the order of the list.
    void append(List<StoredMessage> messages) {
        Instant until = timer.instant().plus(limit);
        List<NewRow> rows = messages.stream().map(this::row).toList();
        AppendTicket ticket = new AppendTicket(rows, timer.newWaiter());
        add(ticket);
        Outcome outcome = await(ticket, until);
        if (outcome instanceof Outcome.Failed(Category category, String reason, Throwable cause)) {
            throw texts.failure(category, "append", reason, cause);
        }
    }

    private NewRow row(StoredMessage message) {
        String id = format.isUpstream()
                ? UpstreamMessages.messageId(message.id())
                : message.id().toString();
        return new NewRow(id, format.encode(message), numbering.of(message));
    }

    private void add(AppendTicket ticket) {
        boolean oneMore;
        lock.lock();
        try {
            waiting.add(ticket);
            Table table = database.knownTable();
            oneMore = writing < (table == null ? 1 : table.dialect().writers());
            if (oneMore) {
                writing++;
            }
        } finally {
            lock.unlock();
        }
        if (oneMore) {
            timer.start("jdbc-append", this::write);
        }
    }

    private Outcome await(AppendTicket ticket, Instant until) {
        try {
            ticket.waiter().await(until);
            return ticket.giveUp("no answer within " + limit.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ticket.giveUp("interrupted");
        }
    }

    private void write() {
        for (Optional<AppendBatch> batch = take(); batch.isPresent(); batch = take()) {
            write(batch.get());
        }
    }

    /// What waits, as much as one transaction should hold; nothing ends this thread.
    private Optional<AppendBatch> take() {
        lock.lock();
        try {
            List<AppendTicket> tickets = new ArrayList<>();
            int rows = 0;
            long bytes = 0;
            while (!waiting.isEmpty() && (tickets.isEmpty() || (rows < MOST_ROWS && bytes < MOST_BYTES))) {
                AppendTicket next = waiting.remove();
                rows += next.rows().size();
                bytes += next.bytes();
                tickets.add(next);
            }
            if (tickets.isEmpty()) {
                writing--;
                return Optional.empty();
            }
            return Optional.of(new AppendBatch(tickets, timer));
        } finally {
            lock.unlock();
        }
    }

    /// Stores them together; when one of them does not fit, each by itself.
    private void write(AppendBatch batch) {
        List<AppendTicket> tickets = batch.tickets();
        Outcome outcome = tickets.isEmpty() ? new Outcome.Stored() : tryTwice(batch);
        if (tickets.size() > 1 && outcome instanceof Outcome.Failed failed && isOfOne(failed.category())) {
            for (AppendTicket ticket : tickets) {
                write(new AppendBatch(List.of(ticket), timer));
            }
        } else {
            tickets.forEach(ticket -> ticket.done(outcome));
        }
    }

    /// A lent connection can be one that ended while nobody used it; then nothing was stored, and another serves.
    private Outcome tryTwice(AppendBatch batch) {
        Outcome outcome = tryToStore(batch);
        if (!batch.hasLostConnection() && !hasRoomNow(batch)) {
            return outcome;
        }
        database.evict();
        return tryToStore(new AppendBatch(batch.tickets(), timer));
    }

    /// A limit of the server can have been raised, which holds for new connections. It is asked once in a while.
    private boolean hasRoomNow(AppendBatch batch) {
        Table known = database.knownTable();
        if (known == null || batch.largest() <= known.capacity().bytes() || !isTimeToAskForRoom()) {
            return false;
        }
        try (Connection fresh = database.open()) {
            database.forgetTable();
            return batch.largest() <= database.table(fresh).capacity().bytes();
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

    /// Whether a smaller transaction may succeed.
    private static boolean isOfOne(Category category) {
        return category == Category.REJECTED || category == Category.FULL;
    }

    private Outcome tryToStore(AppendBatch batch) {
        try (Connection connection = database.lend()) {
            batch.uses(connection.unwrap(Connection.class));
            store(batch, connection);
            appended.run();
            return new Outcome.Stored();
        } catch (SQLException | RuntimeException e) {
            Category category = batch.failed(e);
            if (category == Category.UNAVAILABLE) {
                database.forgetTable();
            }
            return new Outcome.Failed(category, JdbcFailures.reason(e), e);
        }
    }

    private void store(AppendBatch batch, Connection connection) throws SQLException {
        Table table = database.table(connection);
        requireRoom(batch, table);
        connection.setAutoCommit(false);
        insert(connection, table, batch);
        batch.decisive();
        connection.commit();
        table.dialect().flush(connection);
    }

    private static void insert(Connection connection, Table table, AppendBatch batch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(table.insert())) {
            for (AppendTicket ticket : batch.tickets()) {
                for (NewRow row : ticket.rows()) {
                    statement.setString(1, row.messageId());
                    statement.setBytes(2, row.bytes());
                    if (row.sequence().isPresent()) {
                        statement.setLong(3, row.sequence().getAsLong());
                    }
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }

    private static void requireRoom(AppendBatch batch, Table table) {
        for (AppendTicket ticket : batch.tickets()) {
            for (NewRow row : ticket.rows()) {
                if (row.bytes().length > table.capacity().bytes()) {
                    throw new StoreException(
                            Category.REJECTED, table.capacity().refusal(row.messageId(), row.bytes().length));
                }
            }
        }
    }
}
