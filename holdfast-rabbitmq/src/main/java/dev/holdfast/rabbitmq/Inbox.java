// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import com.rabbitmq.client.AMQP;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/// What the broker has handed to one consumer: messages that nobody has asked for yet, those that somebody
/// holds, and those that were given back. Thread-safe.
final class Inbox {

    private final Link.Origin origin;
    private final int window;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Arrived> arrived = new ArrayDeque<>();
    private final NavigableMap<Long, RabbitMqDelivery> returned = new TreeMap<>();
    private final Deque<Timer.Waiter> receivers = new ArrayDeque<>();
    private int held;
    private int settling;
    private long activity;
    private String ended = "";

    /// A message as it came.
    static final class Arrived {

        private final long tag;
        private final AMQP.BasicProperties properties;
        private final byte[] body;

        /// @param tag by which the broker knows it
        Arrived(long tag, AMQP.BasicProperties properties, byte[] body) {
            this.tag = tag;
            this.properties = properties;
            this.body = body;
        }

        long tag() {
            return tag;
        }

        /// What is in it.
        Delivery.Received read(MessageReader reader) {
            return reader.read(properties, body);
        }
    }

    /// What there is for one who wants a message.
    sealed interface Look {

        /// One that was given back.
        record Returned(RabbitMqDelivery delivery) implements Look {}

        /// One that nobody has seen.
        record Fresh(Arrived message) implements Look {}

        /// Nothing at the moment.
        record Nothing() implements Look {}

        /// Nothing: the window is full.
        record Full() implements Look {}
    }

    /// What the consumer has at a moment.
    ///
    /// @param unsettled how many messages
    /// @param settling how many of them the broker may know to be settled
    /// @param activity grows with each message that comes and each that is settled
    record Standing(long unsettled, int settling, long activity) {}

    /// @param window how many may be held at once
    Inbox(Link.Origin origin, int window) {
        this.origin = origin;
        this.window = window;
    }

    /// The broker has handed out a message.
    void arrived(Arrived message) {
        locked(() -> {
            arrived.add(message);
            activity++;
            wakeOne();
        });
    }

    /// Nothing comes any more, and what is held is not any more.
    ///
    /// @param reason why
    /// @return false when it had ended before
    boolean end(String reason) {
        lock.lock();
        try {
            if (!ended.isEmpty()) {
                return false;
            }
            ended = reason;
            arrived.clear();
            returned.clear();
            receivers.forEach(Timer.Waiter::signal);
            receivers.clear();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// @throws StoreException *unavailable* after the end
    void requireOpen(String what) {
        locked(() -> requireNotEnded(what));
    }

    /// Takes a message, if one is there.
    ///
    /// @param waiter signalled when it pays to look again
    Look take(Timer.Waiter waiter) {
        lock.lock();
        try {
            receivers.remove(waiter);
            requireNotEnded("receive");
            if (held >= window) {
                return new Look.Full();
            }
            if (returned.isEmpty() && arrived.isEmpty()) {
                receivers.add(waiter);
                return new Look.Nothing();
            }
            held++;
            return returned.isEmpty()
                    ? new Look.Fresh(arrived.remove())
                    : new Look.Returned(returned.pollFirstEntry().getValue());
        } finally {
            lock.unlock();
        }
    }

    /// Nobody waits there any more. One who was woken and goes without looking has another woken.
    void leave(Timer.Waiter waiter) {
        locked(() -> {
            if (!receivers.remove(waiter) && !(returned.isEmpty() && arrived.isEmpty())) {
                wakeOne();
            }
        });
    }

    /// A held message is about to be acknowledged.
    ///
    /// @throws StoreException *unavailable* after the end
    void settling() {
        locked(() -> {
            requireNotEnded("acknowledge");
            settling++;
        });
    }

    /// A held message is acknowledged.
    void settled() {
        locked(() -> {
            held--;
            settling--;
            activity++;
        });
    }

    /// A held message is given back.
    void release(RabbitMqDelivery delivery) {
        locked(() -> {
            held--;
            if (ended.isEmpty()) {
                returned.put(delivery.tag(), delivery.again());
                wakeOne();
            }
        });
    }

    Standing standing() {
        lock.lock();
        try {
            return new Standing((long) held + arrived.size() + returned.size(), settling, activity);
        } finally {
            lock.unlock();
        }
    }

    private void requireNotEnded(String what) {
        if (!ended.isEmpty()) {
            throw origin.failure(Category.UNAVAILABLE, what, ended);
        }
    }

    private void wakeOne() {
        Timer.Waiter first = receivers.poll();
        if (first != null) {
            first.signal();
        }
    }

    private void locked(Runnable step) {
        lock.lock();
        try {
            step.run();
        } finally {
            lock.unlock();
        }
    }
}
