// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import java.sql.Connection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Appends that become one transaction, and how far it has come, as agreed between the thread that writes and
/// those that wait: a transaction that is given up before its commit was sent is never committed. Thread-safe.
final class AppendBatch {

    private final List<AppendTicket> tickets;
    private final Timer timer;
    private Stage stage = Stage.PREPARING;
    private @Nullable Connection connection;
    private boolean lost;

    private enum Stage {
        /// Nothing that was done so far can store a message for good.
        PREPARING,
        /// The next thing that the database hears stores the messages.
        DECISIVE,
        /// Nobody waits any more, and nothing will be stored.
        GIVEN_UP
    }

    /// @param candidates those among them whose callers have given up are left out
    AppendBatch(List<AppendTicket> candidates, Timer timer) {
        this.timer = timer;
        this.tickets =
                candidates.stream().filter(ticket -> ticket.takenInto(this)).toList();
    }

    List<AppendTicket> tickets() {
        return tickets;
    }

    /// How many bytes the largest message has.
    int largest() {
        return tickets.stream()
                .flatMap(ticket -> ticket.rows().stream())
                .mapToInt(row -> row.bytes().length)
                .max()
                .orElse(0);
    }

    /// The transaction goes over that connection.
    synchronized void uses(Connection used) {
        requireWanted();
        connection = used;
    }

    /// What comes next may store the messages.
    synchronized void decisive() {
        requireWanted();
        stage = Stage.DECISIVE;
    }

    /// One of those who wait has no time left: cuts off the connection, so that the thread that writes ends.
    ///
    /// @return what is known about the messages
    synchronized Category giveUp() {
        Category known = stage == Stage.DECISIVE ? Category.UNKNOWN : Category.UNAVAILABLE;
        if (stage == Stage.PREPARING) {
            stage = Stage.GIVEN_UP;
        }
        if (connection != null) {
            Connections.abort(connection, timer);
        }
        return known;
    }

    /// What is known about the messages after the transaction has failed.
    synchronized Category failed(Throwable failure) {
        lost = stage == Stage.PREPARING && connection != null && JdbcFailures.isConnectionLost(failure);
        return switch (stage) {
            case PREPARING -> JdbcFailures.beforeCommit(failure);
            case DECISIVE -> JdbcFailures.atCommit(failure);
            case GIVEN_UP -> Category.UNAVAILABLE;
        };
    }

    /// Whether it came to nothing only because its connection had ended.
    synchronized boolean hasLostConnection() {
        return lost;
    }

    private void requireWanted() {
        if (stage == Stage.GIVEN_UP) {
            throw new StoreException(Category.UNAVAILABLE, "given up before anything was stored");
        }
    }
}
