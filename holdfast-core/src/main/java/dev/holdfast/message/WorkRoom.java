// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

import dev.holdfast.message.NoRoomException.Reason;
import dev.holdfast.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// The room in memory for what is made of bodies while they are worked on: their trees, and answers of back ends. Who
/// needs more than there is waits until others are done. Thread-safe.
///
/// It is taken by the piece of work that the current thread does, such as the flow of a request or an attempt of a
/// processor, and given back when all of it is done. So that no two wait for each other, somebody goes on although
/// there is no room when all that have some wait for more.
public final class WorkRoom {

    /// So long the flow of a request waits.
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int USUAL_PART = 4;

    /// One piece of work may take so much of the heap.
    private static final int MOST_PART = 2;

    private static final ScopedValue<Part> CURRENT = ScopedValue.newInstance();

    private final long limit;
    private final long most;
    private final Timer timer;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Waiting> waiting = new ArrayList<>();
    private final Set<Account> holders = new HashSet<>();
    private long taken;

    /// @param limit of all together, in bytes
    /// @param most that one piece of work may take, in bytes; it may be more than the limit, and comes alone then
    /// @param timer for waits
    /// @throws IllegalArgumentException when one of them is not positive
    public WorkRoom(long limit, long most, Timer timer) {
        if (limit < 1 || most < 1) {
            throw new IllegalArgumentException("the room for work is positive, not " + limit + " and " + most);
        }
        this.limit = limit;
        this.most = most;
        this.timer = timer;
    }

    /// So much for all together, and half of the heap for one piece of work.
    ///
    /// @param limit of all together, in bytes; 0 for a quarter of the heap
    /// @param timer for waits
    public static WorkRoom of(long limit, Timer timer) {
        long heap = Runtime.getRuntime().maxMemory();
        return new WorkRoom(limit == 0 ? heap / USUAL_PART : limit, heap / MOST_PART, timer);
    }

    /// Takes room for the work of the current thread; outside of any there is no limit.
    ///
    /// When this returns, it is counted until the work is done.
    ///
    /// @param bytes from 0
    /// @throws NoRoomException when it cannot be had, or the thread was interrupted meanwhile; nothing is taken
    public static void take(long bytes) {
        if (bytes > 0 && CURRENT.isBound()) {
            Part part = CURRENT.get();
            part.account.takeNow(part, bytes);
        }
    }

    /// What the current thread works for.
    public static Optional<Account> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get().account) : Optional.empty();
    }

    /// Does a part of the work of the current thread. What that takes is given back at its end.
    ///
    /// @param keeps whether it is not, asked at the end
    public static void part(Runnable work, BooleanSupplier keeps) {
        if (!CURRENT.isBound()) {
            work.run();
            return;
        }
        Part part = new Part(CURRENT.get().account);
        try {
            ScopedValue.where(CURRENT, part).run(work);
        } finally {
            if (!keeps.getAsBoolean()) {
                part.account.giveBack(part);
            }
        }
    }

    /// For a new piece of work.
    ///
    /// @param patience how long it waits for room; empty for ever
    public Account newAccount(Optional<Duration> patience) {
        return new Account(patience);
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

    /// What one piece of work has. Thread-safe.
    public final class Account implements AutoCloseable {

        private final Optional<Duration> patience;
        private long used;
        private boolean closed;

        private Account(Optional<Duration> patience) {
            this.patience = patience;
        }

        /// Whether it waits for room as long as it takes.
        public boolean isPatient() {
            return patience.isEmpty();
        }

        /// Does work on this account, on the current thread.
        public void run(Runnable work) {
            ScopedValue.where(CURRENT, new Part(this)).run(work);
        }

        /// Does work on this account, on the current thread.
        public <T, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
            return ScopedValue.where(CURRENT, new Part(this)).call(work);
        }

        /// The work is done, but for so much of what it took.
        public void keep(long bytes) {
            lock.lock();
            try {
                long less = Math.max(0, used - bytes);
                taken -= less;
                used -= less;
                admit();
            } finally {
                lock.unlock();
            }
        }

        /// The work is done: all that it took is given back.
        @Override
        public void close() {
            lock.lock();
            try {
                taken -= used;
                used = 0;
                closed = true;
                holders.remove(this);
                admit();
            } finally {
                lock.unlock();
            }
        }

        private void giveBack(Part part) {
            lock.lock();
            try {
                long back = Math.min(used, part.used);
                taken -= back;
                used -= back;
                admit();
            } finally {
                lock.unlock();
            }
        }

        private void takeNow(Part part, long bytes) {
            Waiting mine = new Waiting(part, bytes, timer.newWaiter());
            lock.lock();
            try {
                if (closed) {
                    return;
                }
                if (used + bytes > most) {
                    throw new NoRoomException(
                            Reason.TOO_LARGE,
                            "it would take about " + (used + bytes) + " bytes of memory; " + most + " are the most");
                }
                waiting.add(mine);
                admit();
            } finally {
                lock.unlock();
            }
            await(mine, patience.map(timer.instant()::plus).orElse(Instant.MAX));
        }
    }

    /// A part of a piece of work.
    private static final class Part {

        private final Account account;

        /// Guarded by the lock of the room.
        private long used;

        Part(Account account) {
            this.account = account;
        }
    }

    /// One who waits, or has what he waited for.
    private record Waiting(Part part, long bytes, Timer.Waiter waiter) {

        Account account() {
            return part.account;
        }
    }

    private void await(Waiting mine, Instant until) {
        boolean admitted = isAdmitted(mine);
        boolean refused;
        try {
            boolean inTime = true;
            while (!admitted && inTime) {
                inTime = mine.waiter.await(until);
                admitted = isAdmitted(mine);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            refused = !admitted && forget(mine);
        }
        if (refused) {
            throw new NoRoomException(Reason.BUSY, "there is no room in memory for it at the moment");
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

    /// @return whether he has not been admitted in the meantime
    private boolean forget(Waiting mine) {
        lock.lock();
        try {
            boolean waited = waiting.remove(mine);
            admit();
            return waited;
        } finally {
            lock.unlock();
        }
    }

    private void admit() {
        Optional<Waiting> next = next();
        while (next.isPresent()) {
            Waiting admitted = next.get();
            waiting.remove(admitted);
            // Nobody would give back what is taken for work that is done.
            if (!admitted.account().closed) {
                taken += admitted.bytes;
                admitted.part.used += admitted.bytes;
                admitted.account().used += admitted.bytes;
                holders.add(admitted.account());
            }
            admitted.waiter.signal();
            next = next();
        }
    }

    /// The first, when it fits: nobody overtakes a larger one, or that would wait for ever. When all who have some
    /// wait, one of them goes on.
    private Optional<Waiting> next() {
        Optional<Waiting> first = waiting.stream().findFirst();
        if (first.isEmpty() || taken == 0 || taken + first.get().bytes <= limit) {
            return first;
        }
        boolean stuck = holders.stream().allMatch(this::waits);
        return stuck
                ? waiting.stream()
                        .filter(one -> holders.contains(one.account()))
                        .findFirst()
                : Optional.empty();
    }

    private boolean waits(Account account) {
        return waiting.stream().anyMatch(one -> one.account().equals(account));
    }
}
