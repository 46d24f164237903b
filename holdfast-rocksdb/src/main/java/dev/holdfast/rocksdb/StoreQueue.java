// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.time.Timer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

/// The queue of one embedded store in memory: which messages are in somebody's hands, which were given back,
/// and the next ones, read ahead. A message that comes while the reader has caught up is handed out from
/// memory; when more come than are taken, reading goes on in the database, from the place where memory ended.
/// So the head is never looked for, and what is taken out is never stepped over. Thread-safe.
final class StoreQueue {

    /// So many messages are read at once and kept in memory.
    static final int AHEAD_MESSAGES = 1024;

    /// So many bytes are; large messages, which are read when they are looked at, count nothing.
    static final long AHEAD_BYTES = 4L << 20;

    private final String name;
    private final StoreBooks books;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<QueuedMessage> ahead = new ArrayDeque<>();
    private final NavigableMap<Long, QueuedMessage> givenBack = new TreeMap<>();
    private final TreeSet<Long> handedOut = new TreeSet<>();
    private final Set<Long> takenAhead = new HashSet<>();
    private final Deque<Timer.Waiter> receivers = new ArrayDeque<>();
    private long aheadBytes;

    /// The next message that is not in memory; where the database is read from.
    private long readFrom;

    /// The next message that will come; everything below has come.
    private long arrivingNext;

    /// @param lowest the lowest sequence that may be in the database
    StoreQueue(String name, StoreBooks books, long lowest) {
        this.name = name;
        this.books = books;
        this.readFrom = lowest;
        this.arrivingNext = books.nextSequence();
    }

    String name() {
        return name;
    }

    int number() {
        return books.number();
    }

    StoreBooks books() {
        return books;
    }

    /// A message is on stable storage. They arrive in their order.
    void arrived(QueuedMessage message) {
        lock.lock();
        try {
            boolean caughtUp = readFrom == arrivingNext;
            arrivingNext = message.sequence() + 1;
            if (caughtUp && hasRoomAhead(message.keptBytes())) {
                addAhead(message);
                readFrom = arrivingNext;
            }
            wakeOne();
        } finally {
            lock.unlock();
        }
    }

    /// What can be done for one who wants a message.
    sealed interface Next {

        /// This one is his.
        record Given(QueuedMessage message) implements Next {}

        /// Messages must be read first: from that place on, and no further than to the other, which is not
        /// included.
        record Read(long from, long to) implements Next {}

        /// There is none; the waiter is woken when one comes.
        record Nothing() implements Next {}
    }

    /// Hands out the next message, if one is in memory.
    Next next(Timer.Waiter waiter) {
        lock.lock();
        try {
            if (!givenBack.isEmpty()) {
                QueuedMessage message = givenBack.pollFirstEntry().getValue();
                handedOut.add(message.sequence());
                return new Next.Given(message);
            }
            QueuedMessage message = ahead.poll();
            if (message != null) {
                aheadBytes -= message.keptBytes();
                handedOut.add(message.sequence());
                return new Next.Given(message);
            }
            if (readFrom < arrivingNext) {
                return new Next.Read(readFrom, arrivingNext);
            }
            receivers.add(waiter);
            return new Next.Nothing();
        } finally {
            lock.unlock();
        }
    }

    /// Puts what was read into memory, unless somebody else has read meanwhile.
    ///
    /// @param from where reading began
    /// @param until the first place that was not looked at
    void addRead(long from, long until, List<QueuedMessage> messages) {
        lock.lock();
        try {
            if (from != readFrom) {
                return;
            }
            messages.stream()
                    .filter(message -> !takenAhead.contains(message.sequence()))
                    .forEach(this::addAhead);
            takenAhead.removeIf(sequence -> sequence < until);
            readFrom = until;
            wakeOne();
        } finally {
            lock.unlock();
        }
    }

    /// The waiter has given up waiting. If it was woken in that moment, another one is in its place.
    void forget(Timer.Waiter waiter) {
        lock.lock();
        try {
            if (!receivers.remove(waiter)) {
                wakeOne();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Hands out one message by hand, wherever it is in the queue.
    ///
    /// @return false when it is in somebody's hands, or was taken out since it was found
    boolean take(QueuedMessage message) {
        lock.lock();
        try {
            long sequence = message.sequence();
            boolean isHere = sequence >= readFrom
                    ? takenAhead.add(sequence)
                    : givenBack.remove(sequence) != null || removeAhead(sequence);
            if (isHere) {
                handedOut.add(sequence);
            }
            return isHere;
        } finally {
            lock.unlock();
        }
    }

    /// A message was given back: it comes next, before younger ones.
    void released(QueuedMessage message) {
        lock.lock();
        try {
            handedOut.remove(message.sequence());
            boolean willBeRead = takenAhead.remove(message.sequence());
            if (!willBeRead) {
                givenBack.put(message.sequence(), message);
            }
            wakeOne();
        } finally {
            lock.unlock();
        }
    }

    /// A message is not in the database any more. One that was taken by hand stays on the list of those to be
    /// left out until reading has passed it: it may have been read already.
    void removed(long sequence) {
        lock.lock();
        try {
            handedOut.remove(sequence);
        } finally {
            lock.unlock();
        }
    }

    /// The lowest sequence that may be in the database.
    long lowest() {
        lock.lock();
        try {
            long lowest = ahead.isEmpty() ? readFrom : ahead.getFirst().sequence();
            if (!handedOut.isEmpty()) {
                lowest = Math.min(lowest, handedOut.first());
            }
            return givenBack.isEmpty() ? lowest : Math.min(lowest, givenBack.firstKey());
        } finally {
            lock.unlock();
        }
    }

    /// The first place that holds no message yet for which its owner was told that it is stored.
    long end() {
        lock.lock();
        try {
            return arrivingNext;
        } finally {
            lock.unlock();
        }
    }

    /// Wakes all that wait, for the end.
    void wakeAll() {
        lock.lock();
        try {
            receivers.forEach(Timer.Waiter::signal);
            receivers.clear();
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoomAhead(long bytes) {
        return ahead.isEmpty() || (ahead.size() < AHEAD_MESSAGES && aheadBytes + bytes <= AHEAD_BYTES);
    }

    private void addAhead(QueuedMessage message) {
        ahead.add(message);
        aheadBytes += message.keptBytes();
    }

    private boolean removeAhead(long sequence) {
        for (Iterator<QueuedMessage> each = ahead.iterator(); each.hasNext(); ) {
            QueuedMessage message = each.next();
            if (message.sequence() == sequence) {
                each.remove();
                aheadBytes -= message.keptBytes();
                return true;
            }
        }
        return false;
    }

    private void wakeOne() {
        Timer.Waiter next = receivers.poll();
        if (next != null) {
            next.signal();
        }
    }
}
