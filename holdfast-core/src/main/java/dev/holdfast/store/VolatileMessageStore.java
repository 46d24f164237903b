// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.store;

import dev.holdfast.message.AppendId;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/// A store in memory. It is *not* durable: what it holds is lost with the process. It exists for artifacts that
/// ask for just that, and for tests. Thread-safe.
public final class VolatileMessageStore implements MessageStore, Countable, Browsable {

    private final String name;
    private final Timer timer;
    private final int capacity;

    private final ReentrantLock lock = new ReentrantLock();
    private final NavigableMap<Long, StoredMessage> waiting = new TreeMap<>();
    private final Map<Long, HandedOut> handedOut = new LinkedHashMap<>();
    private final Deque<Timer.Waiter> receivers = new ArrayDeque<>();
    private long nextSequence;
    private boolean closed;

    /// @param timer its time
    /// @param capacity so many messages fit
    public VolatileMessageStore(String name, Timer timer, int capacity) {
        this.name = name;
        this.timer = timer;
        this.capacity = capacity;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void append(List<StoredMessage> messages) {
        lock.lock();
        try {
            requireOpen();
            if (waiting.size() + handedOut.size() + messages.size() > capacity) {
                throw new StoreException(
                        StoreException.Category.FULL, "store " + name + " holds " + capacity + " messages, its limit");
            }
            messages.forEach(message -> waiting.put(nextSequence++, message));
            wakeAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public StoreConsumer openConsumer(int window) {
        lock.lock();
        try {
            requireOpen();
            return new Consumer(window);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void probe() {
        lock.lock();
        try {
            requireOpen();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public OptionalLong count() {
        lock.lock();
        try {
            return OptionalLong.of((long) waiting.size() + handedOut.size());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<StoredMessage> page(Optional<AppendId> after, int limit) {
        lock.lock();
        try {
            return allInOrder().values().stream()
                    .dropWhile(message -> after.isPresent() && !message.id().equals(after.get()))
                    .skip(after.isPresent() ? 1 : 0)
                    .limit(limit)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<StoredMessage> find(AppendId id) {
        lock.lock();
        try {
            return allInOrder().values().stream()
                    .filter(message -> message.id().equals(id))
                    .findFirst();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Delivery> take(AppendId id) {
        lock.lock();
        try {
            Optional<Long> sequence = waiting.entrySet().stream()
                    .filter(entry -> entry.getValue().id().equals(id))
                    .map(Map.Entry::getKey)
                    .findFirst();
            return sequence.map(this::handOut);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            List.copyOf(handedOut.values()).forEach(HandedOut::giveBack);
            wakeAll();
        } finally {
            lock.unlock();
        }
    }

    private NavigableMap<Long, StoredMessage> allInOrder() {
        NavigableMap<Long, StoredMessage> all = new TreeMap<>(waiting);
        handedOut.forEach((sequence, delivery) -> all.put(sequence, delivery.message));
        return all;
    }

    private HandedOut handOut(long sequence) {
        StoredMessage message = java.util.Objects.requireNonNull(waiting.remove(sequence));
        HandedOut delivery = new HandedOut(sequence, message);
        handedOut.put(sequence, delivery);
        return delivery;
    }

    private void wakeAll() {
        receivers.forEach(Timer.Waiter::signal);
        receivers.clear();
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreException(StoreException.Category.CLOSED, "store " + name + " is closed");
        }
    }

    private final class HandedOut implements Delivery {

        private final long sequence;
        private final StoredMessage message;
        private boolean acknowledged;

        HandedOut(long sequence, StoredMessage message) {
            this.sequence = sequence;
            this.message = message;
        }

        @Override
        public Received received() {
            return new Received.Valid(message, false);
        }

        @Override
        public void acknowledge() {
            lock.lock();
            try {
                if (isHeld()) {
                    handedOut.remove(sequence);
                    acknowledged = true;
                } else if (!acknowledged) {
                    throw new StoreException(
                            StoreException.Category.UNAVAILABLE,
                            "store " + name + " has taken back message " + message.id() + ": it comes again");
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void release() {
            lock.lock();
            try {
                giveBack();
            } finally {
                lock.unlock();
            }
        }

        private void giveBack() {
            if (isHeld()) {
                handedOut.remove(sequence);
                waiting.put(sequence, message);
                wakeAll();
            }
        }

        /// Whether this is the hand-out that counts: after a release there may be a later one.
        private boolean isHeld() {
            return handedOut.get(sequence) == this;
        }
    }

    private final class Consumer implements StoreConsumer {

        private final int window;
        private final Set<HandedOut> given = new HashSet<>();
        private boolean ended;

        Consumer(int window) {
            this.window = window;
        }

        @Override
        public Optional<Delivery> receive(Duration timeout) throws InterruptedException {
            Instant until = timer.instant().plus(timeout);
            Timer.Waiter waiter = timer.newWaiter();
            while (true) {
                lock.lock();
                try {
                    receivers.remove(waiter);
                    requireOpen();
                    requireNotEnded();
                    given.removeIf(delivery -> !delivery.isHeld());
                    if (given.size() < window && !waiting.isEmpty()) {
                        return Optional.of(give());
                    }
                    if (given.size() >= window || !timer.instant().isBefore(until)) {
                        return Optional.empty();
                    }
                    receivers.add(waiter);
                } finally {
                    lock.unlock();
                }
                await(waiter, until);
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                ended = true;
                given.forEach(HandedOut::giveBack);
                given.clear();
                wakeAll();
            } finally {
                lock.unlock();
            }
        }

        private Delivery give() {
            HandedOut delivery = handOut(waiting.firstKey());
            given.add(delivery);
            return delivery;
        }

        private void requireNotEnded() {
            if (ended) {
                throw new StoreException(
                        StoreException.Category.CLOSED, "this consumer of store " + name + " is closed");
            }
        }
    }

    /// Waits without the lock; one who is interrupted is not left behind among the receivers.
    private void await(Timer.Waiter waiter, Instant until) throws InterruptedException {
        boolean ended = false;
        try {
            waiter.await(until);
            ended = true;
        } finally {
            if (!ended) {
                lock.lock();
                try {
                    receivers.remove(waiter);
                } finally {
                    lock.unlock();
                }
            }
        }
    }
}
