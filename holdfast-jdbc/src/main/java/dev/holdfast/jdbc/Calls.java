// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Calls to the database that store nothing, each on a thread of its own and waited for only so long: a driver
/// can hang in a connection to a frozen machine, and H2 takes an interrupt for the end of its file. Their number
/// is bounded. Thread-safe.
final class Calls {

    private static final int AT_ONCE = 16;

    private final Texts texts;
    private final Timer timer;
    private final Duration limit;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /// Failures in the words of one store.
    ///
    /// @param store its name
    /// @param place where its table is
    record Texts(String store, String place) {

        StoreException failure(Category category, String what, String reason, Throwable cause) {
            return new StoreException(category, text(what, reason), cause);
        }

        StoreException failure(Category category, String what, String reason) {
            return new StoreException(category, text(what, reason));
        }

        private String text(String what, String reason) {
            return "store " + store + ": " + what + " at " + place + " failed: " + reason;
        }
    }

    /// What is to be done with the database.
    interface Body<T> {

        /// Does it.
        ///
        /// @param call to be told which connection is used
        T run(Call call) throws SQLException;
    }

    /// @param texts for failures
    /// @param limit for each call
    Calls(Texts texts, Timer timer, Duration limit) {
        this.texts = texts;
        this.timer = timer;
        this.limit = limit;
    }

    /// Makes a call.
    ///
    /// @param what is done, for the thread and for people, such as `probe`
    /// @throws StoreException when it failed, took too long or was interrupted
    <T> T call(String what, Body<T> body) {
        Call call = new Call();
        try {
            return run("jdbc-" + what, call, body);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw texts.failure(JdbcFailures.beforeCommit(cause), what, JdbcFailures.reason(cause), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            call.giveUp(timer);
            throw texts.failure(Category.UNAVAILABLE, what, "interrupted", e);
        }
    }

    private <T> T run(String name, Call call, Body<T> body) throws ExecutionException, InterruptedException {
        Instant until = timer.instant().plus(limit);
        if (!places.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new StoreException(Category.UNAVAILABLE, "too many calls wait for the database");
        }
        Timer.Waiter waiter = timer.newWaiter();
        FutureTask<T> task = new FutureTask<>(() -> body.run(call)) {
            @Override
            protected void done() {
                places.release();
                waiter.signal();
            }
        };
        timer.start(name, task);
        if (!waiter.await(until) && !task.isDone()) {
            call.giveUp(timer);
            throw texts.failure(Category.UNAVAILABLE, name, "no answer within " + limit.toMillis() + " ms");
        }
        return task.get();
    }

    /// One call under way.
    static final class Call {

        private final AtomicReference<State> state = new AtomicReference<>(new State.Connecting());

        private sealed interface State {

            record Connecting() implements State {}

            record Connected(Connection connection) implements State {}

            record GivenUp() implements State {}
        }

        /// The call goes over that connection.
        ///
        /// @throws SQLException when nobody waits for it any more; the connection is closed then
        Connection uses(Connection connection) throws SQLException {
            State before = state.get();
            if (before instanceof State.GivenUp || !state.compareAndSet(before, new State.Connected(connection))) {
                connection.close();
                throw new SQLException("given up");
            }
            return connection;
        }

        private void giveUp(Timer timer) {
            if (state.getAndSet(new State.GivenUp()) instanceof State.Connected(Connection connection)) {
                Connections.abort(connection, timer);
            }
        }
    }
}
