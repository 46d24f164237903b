// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The thread of a consumer that talks to the database: deletes what was acknowledged, all that waits at once,
/// looks for rows when somebody wants some, and asks from time to time whether the connection is there. It ends
/// with the first failure, and the consumer with it. Thread-safe.
final class ConsumerWork {

    /// So often an empty table is looked at, more seldom the longer it is empty; a message of this process is
    /// noticed at once.
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);
    private static final Duration PING = Duration.ofSeconds(20);

    private static final Logger LOGGER = System.getLogger(ConsumerWork.class.getName());

    private final JdbcConsumer.Scene scene;
    private final ConsumerSession session;
    private final JdbcConsumer consumer;
    private final Timer.Waiter wake;

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Errand> errands = new ArrayList<>();
    private final List<Timer.Waiter> endWaiters = new ArrayList<>();
    private long looksBegun;
    private long looksEnded;
    private boolean urgent;
    private boolean ending;
    private boolean ended;
    private Optional<StoreException> failure = Optional.empty();
    private Duration pause = SHORTEST_PAUSE;
    private Instant nextLook = Instant.MIN;

    /// Something that somebody waits for: a row to be deleted, or to be taken outside the order; or the end.
    private record Errand(Kind kind, long index, Timer.Waiter waiter, Progress progress) {

        enum Kind {
            DELETE,
            TAKE,
            GIVE_BACK
        }
    }

    /// Whether an errand is done; guarded by the lock.
    private static final class Progress {
        boolean done;
    }

    ConsumerWork(JdbcConsumer.Scene scene, ConsumerSession session, JdbcConsumer consumer) {
        this.scene = scene;
        this.session = session;
        this.consumer = consumer;
        this.wake = scene.timer().newWaiter();
    }

    ConsumerSession session() {
        return session;
    }

    /// The thread.
    void run() {
        try {
            while (step()) {
                // Each step says whether there is another.
            }
            session.close();
        } catch (SQLException | RuntimeException e) {
            session.abort(scene.timer());
            fail(scene.texts()
                    .failure(Category.UNAVAILABLE, "receive", "the connection is lost: " + JdbcFailures.reason(e), e));
        } finally {
            finish();
        }
    }

    private boolean step() throws SQLException {
        List<Errand> now = takeErrands();
        if (!now.isEmpty()) {
            run(now);
        }
        int wanted = consumer.wanted();
        if (wanted > 0 && isTimeToLook()) {
            look(wanted);
        } else if (now.isEmpty()) {
            if (isEnding()) {
                return false;
            }
            if (!rest(wanted > 0)) {
                session.ping();
            }
        }
        return true;
    }

    private void run(List<Errand> now) throws SQLException {
        List<Long> deletes = now.stream()
                .filter(errand -> errand.kind == Errand.Kind.DELETE)
                .map(Errand::index)
                .toList();
        if (!deletes.isEmpty()) {
            session.delete(deletes);
        }
        for (Errand errand : now) {
            switch (errand.kind) {
                case TAKE -> consumer.found(session.take(errand.index));
                case GIVE_BACK -> session.giveBack(List.of(errand.index));
                case DELETE -> {}
            }
        }
        lock.lock();
        try {
            now.forEach(errand -> {
                errand.progress.done = true;
                errand.waiter.signal();
            });
        } finally {
            lock.unlock();
        }
        session.tidy(false);
    }

    private void look(int wanted) throws SQLException {
        lock.lock();
        try {
            looksBegun++;
            urgent = false;
        } finally {
            lock.unlock();
        }
        List<Row> rows = session.take(wanted);
        lock.lock();
        try {
            looksEnded = looksBegun;
            pause = rows.isEmpty() ? longer(pause) : SHORTEST_PAUSE;
            nextLook = rows.isEmpty() ? scene.timer().instant().plus(pause) : Instant.MIN;
        } finally {
            lock.unlock();
        }
        consumer.found(rows);
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private boolean isTimeToLook() {
        lock.lock();
        try {
            return urgent || !scene.timer().instant().isBefore(nextLook);
        } finally {
            lock.unlock();
        }
    }

    /// Waits until there is something to do.
    ///
    /// @return false when the connection has been silent for long
    private boolean rest(boolean wanted) throws SQLException {
        Instant ping = scene.timer().instant().plus(PING);
        session.tidy(true);
        Instant until;
        lock.lock();
        try {
            until = wanted ? nextLook : ping;
        } finally {
            lock.unlock();
        }
        try {
            return wake.await(until) || scene.timer().instant().isBefore(ping);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(Category.CLOSED, "interrupted", e);
        }
    }

    private List<Errand> takeErrands() {
        lock.lock();
        try {
            List<Errand> now = List.copyOf(errands);
            errands.clear();
            return now;
        } finally {
            lock.unlock();
        }
    }

    private boolean isEnding() {
        lock.lock();
        try {
            return ending && errands.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /// How many looks have begun.
    long looksBegun() {
        lock.lock();
        try {
            return looksBegun;
        } finally {
            lock.unlock();
        }
    }

    /// How many of them have ended.
    long looksEnded() {
        lock.lock();
        try {
            return looksEnded;
        } finally {
            lock.unlock();
        }
    }

    /// Looks for rows without a pause, if some are wanted.
    void lookNow() {
        lock.lock();
        try {
            urgent = true;
        } finally {
            lock.unlock();
        }
        wake.signal();
    }

    /// Deletes a row.
    ///
    /// When this returns, that is on stable storage.
    ///
    /// @throws StoreException *unknown* when it is not certain
    void delete(long index) {
        await(Errand.Kind.DELETE, index, "acknowledge", Category.UNKNOWN);
    }

    /// Takes a row, if it can be had; it is among the ready ones then.
    void takeRow(long index) {
        await(Errand.Kind.TAKE, index, "take", Category.UNAVAILABLE);
    }

    /// Gives a row back to whoever looks for it next. When that fails, the connection has ended, and with it the hold.
    void giveBackRow(long index) {
        try {
            await(Errand.Kind.GIVE_BACK, index, "release", Category.UNAVAILABLE);
        } catch (StoreException e) {
            LOGGER.log(Level.DEBUG, "given back with its connection: {0}", e.getMessage());
        }
    }

    private void await(Errand.Kind kind, long index, String what, Category otherwise) {
        Errand errand = new Errand(kind, index, scene.timer().newWaiter(), new Progress());
        Instant until = scene.timer().instant().plus(scene.limit());
        lock.lock();
        try {
            if (ended) {
                throw lost(what, otherwise);
            }
            errands.add(errand);
        } finally {
            lock.unlock();
        }
        wake.signal();
        boolean signalled;
        try {
            signalled = errand.waiter.await(until);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw scene.texts().failure(otherwise, what, "interrupted", e);
        }
        if (!isDone(errand)) {
            if (!signalled) {
                giveUp(what, "no answer within " + scene.limit().toMillis() + " ms");
            }
            throw lost(what, otherwise);
        }
    }

    private boolean isDone(Errand errand) {
        lock.lock();
        try {
            return errand.progress.done;
        } finally {
            lock.unlock();
        }
    }

    private StoreException lost(String what, Category category) {
        lock.lock();
        try {
            String reason =
                    failure.map(known -> String.valueOf(known.getMessage())).orElse("this consumer is closed");
            return scene.texts().failure(category, what, reason);
        } finally {
            lock.unlock();
        }
    }

    /// Ends everything without waiting for the database.
    void giveUp(String what, String reason) {
        fail(scene.texts().failure(Category.UNAVAILABLE, what, reason));
        session.abort(scene.timer());
        finish();
    }

    /// Does what was asked for already, gives everything back and ends the thread; waits for that.
    void end() {
        Instant until = scene.timer().instant().plus(scene.limit());
        Timer.Waiter waiter = scene.timer().newWaiter();
        lock.lock();
        try {
            if (ended) {
                return;
            }
            ending = true;
            endWaiters.add(waiter);
        } finally {
            lock.unlock();
        }
        wake.signal();
        try {
            if (!waiter.await(until)) {
                giveUp("close", "no answer within " + scene.limit().toMillis() + " ms");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUp("close", "interrupted");
        }
    }

    private void fail(StoreException reason) {
        lock.lock();
        try {
            if (failure.isEmpty()) {
                failure = Optional.of(reason);
            }
        } finally {
            lock.unlock();
        }
        consumer.end(reason);
    }

    private void finish() {
        lock.lock();
        try {
            ended = true;
            errands.forEach(errand -> errand.waiter.signal());
            errands.clear();
            endWaiters.forEach(Timer.Waiter::signal);
            endWaiters.clear();
        } finally {
            lock.unlock();
        }
        wake.signal();
    }
}
