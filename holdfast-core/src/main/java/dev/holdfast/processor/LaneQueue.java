// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Hands the messages of one consumer to lanes: in the order that is asked for, at the pace that is asked for,
/// each held message again when its time has come. Thread-safe.
///
/// At most one lane at a time asks the consumer; the others wait here. A message is in one place: in the hands
/// of a lane, held until a time, or behind another of its key. No lock is held while the consumer is asked.
final class LaneQueue {

    /// The longest wait for the consumer in one go, so that an end is noticed without disturbing it.
    private static final Duration LONGEST_RECEIVE = Duration.ofMillis(250);

    private final StoreConsumer consumer;
    private final LotMaker maker;
    private final Pacer pacer;
    private final Timer timer;
    private final int limit;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Object, Deque<Lot>> followers = new HashMap<>();
    private final Deque<Lot> ready = new ArrayDeque<>();
    private final PriorityQueue<Held> held =
            new PriorityQueue<>(Comparator.comparing(Held::until).thenComparingLong(Held::number));
    private final Deque<Timer.Waiter> parked = new ArrayDeque<>();
    private long heldBefore;
    private int outstanding;
    private long outstandingBytes;
    private boolean receiving;
    private boolean closed;
    private @Nullable RuntimeException failure;

    /// @param number those that came first go first, at the same time
    private record Held(Lot lot, Instant until, long number) {}

    private sealed interface Step {
        record Take(Lot lot) implements Step {}

        record Receive(Instant until) implements Step {}

        record Park(Instant until) implements Step {}

        record End() implements Step {}
    }

    /// @param limit how many messages may be unsettled here at once; not more than the consumer's window
    LaneQueue(StoreConsumer consumer, LotMaker maker, Pacer pacer, Timer timer, int limit) {
        this.consumer = consumer;
        this.maker = maker;
        this.pacer = pacer;
        this.timer = timer;
        this.limit = maker.limit(limit);
    }

    /// Waits for a message that this lane is to process next.
    ///
    /// @param waiter of the calling lane
    /// @return empty after [#close]
    /// @throws dev.holdfast.store.StoreException when the consumer is lost
    Optional<Lot> take(Timer.Waiter waiter) throws InterruptedException {
        while (true) {
            switch (nextStep(waiter)) {
                case Step.Take(Lot lot) -> {
                    return Optional.of(lot);
                }
                case Step.Receive(Instant until) -> {
                    Optional<Lot> lot = receive(until);
                    if (lot.isPresent()) {
                        return lot;
                    }
                }
                case Step.Park(Instant until) -> park(waiter, until);
                case Step.End() -> {
                    return Optional.empty();
                }
            }
        }
    }

    /// The message is to be processed again at that time; its key stays taken.
    void hold(Lot lot, Instant until) {
        lock.lock();
        try {
            held.add(new Held(lot, until, heldBefore++));
            wakeOne();
        } finally {
            lock.unlock();
        }
    }

    /// The message has come to its end.
    void done(Lot lot) {
        lock.lock();
        try {
            outstanding--;
            outstandingBytes -= lot.bytes();
            pacer.finished(timer.instant());
            Deque<Lot> behind = followers.remove(lot.key());
            if (behind != null && !behind.isEmpty()) {
                ready.add(behind.remove());
                followers.put(lot.key(), behind);
            }
            wakeOne();
        } finally {
            lock.unlock();
        }
    }

    /// Ends the queue: whatever no lane holds stays unsettled. Lanes finish what they hold.
    void close() {
        lock.lock();
        try {
            closed = true;
            parked.forEach(Timer.Waiter::signal);
            parked.clear();
        } finally {
            lock.unlock();
        }
    }

    /// The consumer is lost. Only the first failure is remembered.
    void failed(RuntimeException cause) {
        lock.lock();
        try {
            if (failure == null) {
                failure = cause;
            }
        } finally {
            lock.unlock();
        }
    }

    /// Why the consumer is lost, if it is.
    Optional<RuntimeException> failure() {
        lock.lock();
        try {
            return Optional.ofNullable(failure);
        } finally {
            lock.unlock();
        }
    }

    /// What was taken from the consumer and has not come to its end. Only to be asked when no lane is left.
    List<Lot> rest() {
        lock.lock();
        try {
            List<Lot> rest = new ArrayList<>(ready);
            held.forEach(lot -> rest.add(lot.lot));
            followers.values().forEach(rest::addAll);
            return rest;
        } finally {
            lock.unlock();
        }
    }

    private Step nextStep(Timer.Waiter waiter) {
        lock.lock();
        try {
            Instant now = timer.instant();
            if (closed) {
                return new Step.End();
            }
            Held first = held.peek();
            if (first != null && !first.until.isAfter(now)) {
                return take(held.remove().lot);
            }
            if (!ready.isEmpty()) {
                return take(ready.remove());
            }
            Instant due = first == null ? Instant.MAX : first.until;
            boolean mayReceive = !receiving && hasRoom();
            if (mayReceive && !pacer.nextAt().isAfter(now)) {
                receiving = true;
                return new Step.Receive(earlier(due, now.plus(LONGEST_RECEIVE)));
            }
            parked.add(waiter);
            return new Step.Park(mayReceive ? earlier(due, pacer.nextAt()) : due);
        } finally {
            lock.unlock();
        }
    }

    /// Whoever was woken and goes away with a message leaves another to watch the clock.
    private Step take(Lot lot) {
        wakeOne();
        return new Step.Take(lot);
    }

    /// Only one lane is here at a time, and stays the receiver until its message is in its place: so messages
    /// of one key line up in the order in which the consumer gave them.
    private Optional<Lot> receive(Instant until) throws InterruptedException {
        Optional<Lot> lot = Optional.empty();
        boolean answered = false;
        try {
            Duration wait = Duration.between(timer.instant(), until);
            Optional<Delivery> delivery = consumer.receive(wait.isNegative() ? Duration.ZERO : wait);
            if (delivery.isPresent()) {
                lot = Optional.of(maker.make(delivery.get()));
            }
            answered = true;
        } finally {
            lock.lock();
            try {
                receiving = false;
                if (answered) {
                    lot = lot.isPresent() ? lineUp(lot.get()) : foundEmpty();
                }
                wakeOne();
            } finally {
                lock.unlock();
            }
        }
        return lot;
    }

    private Optional<Lot> lineUp(Lot lot) {
        pacer.took(timer.instant());
        outstanding++;
        outstandingBytes += lot.bytes();
        Deque<Lot> behind = followers.get(lot.key());
        if (behind != null) {
            behind.add(lot);
            return Optional.empty();
        }
        followers.put(lot.key(), new ArrayDeque<>(0));
        return Optional.of(lot);
    }

    private Optional<Lot> foundEmpty() {
        pacer.foundEmpty(timer.instant());
        return Optional.empty();
    }

    private boolean hasRoom() {
        return outstanding < limit && outstandingBytes < maker.limitBytes();
    }

    private void park(Timer.Waiter waiter, Instant until) throws InterruptedException {
        try {
            waiter.await(until);
        } finally {
            lock.lock();
            try {
                parked.remove(waiter);
            } finally {
                lock.unlock();
            }
        }
    }

    private void wakeOne() {
        Timer.Waiter next = parked.poll();
        if (next != null) {
            next.signal();
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
