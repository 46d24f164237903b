// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

import dev.holdfast.time.Timer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// How many bytes of bodies may be in memory at once for one purpose. Who needs more waits until others have
/// given back what they took. Thread-safe.
///
/// A body that is larger than all that may be there is let in when nothing else is. Among those who wait the
/// one whose [Account] has least comes first, so that one whose bodies stay long keeps no other waiting longer
/// than for one of them.
public final class BodyBudget {

    private static final int USUAL_PART = 8;

    private final long limit;
    private final Timer timer;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Waiting> waiting = new ArrayList<>();
    private long taken;

    /// @param limit in bytes
    /// @param timer for waits
    /// @throws IllegalArgumentException when the limit is not positive
    public BodyBudget(long limit, Timer timer) {
        if (limit < 1) {
            throw new IllegalArgumentException("a budget of bodies is positive, not " + limit);
        }
        this.limit = limit;
        this.timer = timer;
    }

    /// The usual budget: an eighth of the heap.
    ///
    /// @param timer for waits
    public static BodyBudget usual(Timer timer) {
        return new BodyBudget(Runtime.getRuntime().maxMemory() / USUAL_PART, timer);
    }

    /// A new account, for one that takes bodies on several threads.
    public Account newAccount() {
        return new Account();
    }

    /// How much is taken, in bytes.
    public long taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /// What one of those who share a budget has of it. Thread-safe.
    public final class Account {

        private long used;

        private Account() {}

        /// How much all may take together, in bytes.
        public long limit() {
            return limit;
        }

        /// Takes as much, and waits for it. Nobody must wait here who has taken a share already.
        ///
        /// @param bytes from 0
        public Share take(long bytes) throws InterruptedException {
            if (bytes == 0) {
                return Share.NOTHING;
            }
            Waiting mine = new Waiting(this, bytes, timer.newWaiter());
            lock.lock();
            try {
                waiting.add(mine);
                admit();
            } finally {
                lock.unlock();
            }
            await(mine);
            return () -> giveBack(mine);
        }
    }

    /// What was taken. Closed once, by any thread.
    public interface Share extends AutoCloseable {

        /// Of nothing.
        Share NOTHING = () -> {};

        /// Gives it back.
        @Override
        void close();
    }

    /// One who waits, or has what he waited for.
    private record Waiting(Account account, long bytes, Timer.Waiter waiter) {}

    private void await(Waiting mine) throws InterruptedException {
        boolean admitted = false;
        try {
            while (!admitted) {
                admitted = isAdmitted(mine) || (mine.waiter.await(Instant.MAX) && isAdmitted(mine));
            }
        } finally {
            if (!admitted) {
                forget(mine);
            }
        }
    }

    private boolean isAdmitted(Waiting mine) {
        lock.lock();
        try {
            return !waiting.contains(mine);
        } finally {
            lock.unlock();
        }
    }

    /// He has given up; perhaps in the moment at which it was his.
    private void forget(Waiting mine) {
        lock.lock();
        try {
            if (waiting.remove(mine)) {
                admit();
            } else {
                giveBack(mine);
            }
        } finally {
            lock.unlock();
        }
    }

    private void giveBack(Waiting mine) {
        lock.lock();
        try {
            taken -= mine.bytes;
            mine.account.used -= mine.bytes;
            admit();
        } finally {
            lock.unlock();
        }
    }

    /// Lets in whose turn it is, as long as it fits. Nobody overtakes a larger one that does not fit yet, or
    /// that would wait for ever.
    private void admit() {
        Optional<Waiting> next = next();
        while (next.isPresent() && (taken == 0 || taken + next.get().bytes <= limit)) {
            Waiting admitted = next.get();
            waiting.remove(admitted);
            taken += admitted.bytes;
            admitted.account.used += admitted.bytes;
            admitted.waiter.signal();
            next = next();
        }
    }

    private Optional<Waiting> next() {
        return waiting.stream().min(Comparator.comparingLong(one -> one.account.used));
    }
}
