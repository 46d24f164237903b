// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.store;

import dev.holdfast.message.AppendId;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
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
    private final Map<Long, StoredMessage> handedOut = new LinkedHashMap<>();
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
            wakeAll();
        } finally {
            lock.unlock();
        }
    }

    private NavigableMap<Long, StoredMessage> allInOrder() {
        NavigableMap<Long, StoredMessage> all = new TreeMap<>(waiting);
        all.putAll(handedOut);
        return all;
    }

    private Delivery handOut(long sequence) {
        StoredMessage message = java.util.Objects.requireNonNull(waiting.remove(sequence));
        handedOut.put(sequence, message);
        return new HandedOut(sequence, message);
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
                handedOut.remove(sequence);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void release() {
            lock.lock();
            try {
                StoredMessage given = handedOut.remove(sequence);
                if (given != null) {
                    waiting.put(sequence, given);
                    wakeAll();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private final class Consumer implements StoreConsumer {

        private final int window;
        private final Map<Long, HandedOut> given = new LinkedHashMap<>();

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
                    requireOpen();
                    given.keySet().retainAll(handedOut.keySet());
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
                waiter.await(until);
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                given.values().forEach(HandedOut::release);
                given.clear();
            } finally {
                lock.unlock();
            }
        }

        private Delivery give() {
            long sequence = waiting.firstKey();
            HandedOut delivery = (HandedOut) handOut(sequence);
            given.put(sequence, delivery);
            return delivery;
        }
    }
}
