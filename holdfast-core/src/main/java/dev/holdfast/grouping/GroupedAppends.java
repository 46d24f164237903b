// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.grouping;

import dev.holdfast.grouping.AppendOutcome.Failed;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;

/// Takes all appends that wait into one transaction, so that one commit serves many; every caller gets its own
/// outcome. A few such transactions go on at once, on threads that live as long as there is something to write.
/// Thread-safe.
///
/// @param <M> a message, as the engine gets it
public final class GroupedAppends<M> {

    private static final Logger LOGGER = System.getLogger(GroupedAppends.class.getName());

    private static final int MOST_MESSAGES = 256;
    private static final long MOST_BYTES = 4L * 1024 * 1024;

    private final Writer<M> writer;
    private final ToLongFunction<M> size;
    private final Timer timer;
    private final Duration limit;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<AppendTicket<M>> waiting = new ArrayDeque<>();
    private int writing;

    /// The engine. Called by several threads.
    ///
    /// @param <M> a message, as the engine gets it
    public interface Writer<M> {

        /// Stores the messages of the group: all of them, in their order, or none.
        ///
        /// When this returns *stored*, they are on stable storage. When it returns *rejected* or *full* for the
        /// messages of several callers, each caller's are tried alone.
        AppendOutcome write(AppendGroup<M> group);

        /// How many transactions may go on at once now, 1 or more.
        int atOnce();

        /// The name of the threads that write.
        String threadName();

        /// A failure in the words of the store.
        StoreException failure(Failed failed);
    }

    /// @param size of a message in bytes, about
    /// @param limit how long a caller waits
    public GroupedAppends(Writer<M> writer, ToLongFunction<M> size, Timer timer, Duration limit) {
        this.writer = writer;
        this.size = size;
        this.timer = timer;
        this.limit = limit;
    }

    /// Stores the messages.
    ///
    /// When this returns, they are on stable storage, in the order of the list.
    ///
    /// @throws StoreException of any category, in the words of the store
    public void append(List<M> messages) {
        Instant until = timer.instant().plus(limit);
        long bytes = messages.stream().mapToLong(size).sum();
        AppendTicket<M> ticket = new AppendTicket<>(messages, bytes, timer.newWaiter());
        if (addAndAskForWriter(ticket)) {
            timer.start(writer.threadName(), this::write);
        }
        AppendOutcome outcome = ticket.await(until, "no answer within " + limit.toMillis() + " ms");
        if (outcome instanceof Failed failed) {
            throw writer.failure(failed);
        }
    }

    /// @return whether one more thread is to write
    private boolean addAndAskForWriter(AppendTicket<M> ticket) {
        lock.lock();
        try {
            waiting.add(ticket);
            boolean oneMore = writing < writer.atOnce();
            if (oneMore) {
                writing++;
            }
            return oneMore;
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        boolean nothingLeft = false;
        try {
            for (AppendGroup<M> group = take(); !group.tickets().isEmpty(); group = take()) {
                write(group);
            }
            nothingLeft = true;
        } finally {
            if (!nothingLeft) {
                leave();
            }
        }
    }

    /// This thread writes no more.
    private void leave() {
        lock.lock();
        try {
            writing--;
        } finally {
            lock.unlock();
        }
    }

    /// What waits, as much as one transaction should hold. Empty: this thread has no more to write.
    private AppendGroup<M> take() {
        lock.lock();
        try {
            AppendGroup<M> group;
            do {
                group = new AppendGroup<>(takeWaiting());
            } while (group.tickets().isEmpty() && !waiting.isEmpty());
            if (group.tickets().isEmpty()) {
                writing--;
            }
            return group;
        } finally {
            lock.unlock();
        }
    }

    private List<AppendTicket<M>> takeWaiting() {
        List<AppendTicket<M>> tickets = new ArrayList<>();
        int messages = 0;
        long bytes = 0;
        while (!waiting.isEmpty() && (tickets.isEmpty() || (messages < MOST_MESSAGES && bytes < MOST_BYTES))) {
            AppendTicket<M> next = waiting.remove();
            messages += next.messages().size();
            bytes += next.bytes();
            tickets.add(next);
        }
        return tickets;
    }

    /// The barrier of this thread: whatever happens, those who wait are told.
    private void write(AppendGroup<M> group) {
        AppendOutcome outcome = broken(group, new IllegalStateException("the thread that writes has ended"));
        try {
            outcome = writer.write(group);
        } catch (RuntimeException e) {
            LOGGER.log(Level.ERROR, writer.threadName() + ": unexpected error", e);
            outcome = broken(group, e);
        } finally {
            end(group, outcome);
        }
    }

    private static AppendOutcome broken(AppendGroup<?> group, RuntimeException cause) {
        boolean decided = group.attempt().stage() == Attempt.Stage.DECISIVE;
        return new Failed(decided ? Category.UNKNOWN : Category.UNAVAILABLE, "unexpected error: " + cause, cause);
    }

    /// Tells those who wait; when one of the messages did not fit, each caller's are stored alone.
    private void end(AppendGroup<M> group, AppendOutcome outcome) {
        if (!group.isOfSeveral() || !(outcome instanceof Failed failed) || !failed.isOfOne()) {
            group.tickets().forEach(ticket -> ticket.done(outcome));
            return;
        }
        for (AppendTicket<M> ticket : group.tickets()) {
            AppendGroup<M> alone = new AppendGroup<>(List.of(ticket));
            if (!alone.tickets().isEmpty()) {
                write(alone);
            }
        }
    }
}
