// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.jdbc.JdbcDelivery.Place;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/// A consumer with a connection of its own, which holds the claims and on which rows are deleted: whoever has lost
/// the connection has lost the rows and cannot delete them. One thread, [ConsumerWork], talks to the database;
/// those who receive and acknowledge wait for it. What is released is handed out again from here.
final class JdbcConsumer implements StoreConsumer {

    private final Scene scene;
    private final int window;
    private final Released released;
    private final ConsumerWork work;

    private final ReentrantLock lock = new ReentrantLock();
    private final NavigableMap<Place, JdbcDelivery> ready = new TreeMap<>();
    private final Set<Long> handedOut = new HashSet<>();
    private final Set<Timer.Waiter> receivers = new HashSet<>();
    private Optional<StoreException> end = Optional.empty();

    /// What the consumers of a store share.
    ///
    /// @param texts for failures
    /// @param reader of rows
    /// @param timer for waits
    /// @param limit how long the database may take to answer
    record Scene(Calls.Texts texts, RowReader reader, Timer timer, Duration limit) {}

    /// Where a row goes that is released.
    enum Released {
        /// It is handed out again from here, which costs nothing and keeps the order.
        STAYS_HERE,
        /// To whoever looks for it next.
        IS_NOBODYS
    }

    private JdbcConsumer(Scene scene, ConsumerSession session, int window, Released released) {
        this.scene = scene;
        this.window = window;
        this.released = released;
        this.work = new ConsumerWork(scene, session, this);
    }

    static JdbcConsumer open(Scene scene, ConsumerSession session, int window, Released released) {
        JdbcConsumer consumer = new JdbcConsumer(scene, session, window, released);
        scene.timer().start("jdbc-consumer", consumer.work::run);
        return consumer;
    }

    @Override
    public Optional<Delivery> receive(Duration timeout) throws InterruptedException {
        Instant until = scene.timer().instant().plus(timeout);
        Timer.Waiter waiter = scene.timer().newWaiter();
        long looksBefore = work.looksBegun();
        try {
            while (true) {
                boolean looked = work.looksEnded() > looksBefore;
                boolean mayEnd = looked && !scene.timer().instant().isBefore(until);
                Optional<JdbcDelivery> found = handOutOrQueue(waiter);
                if (found.isPresent() || mayEnd || isFull()) {
                    return found.map(delivery -> delivery);
                }
                if (looked) {
                    waiter.await(until);
                } else {
                    awaitLook(waiter, until, looksBefore);
                }
            }
        } finally {
            lock.lock();
            try {
                receivers.remove(waiter);
            } finally {
                lock.unlock();
            }
        }
    }

    /// Has the database looked at, and waits until that is done or something is there.
    private void awaitLook(Timer.Waiter waiter, Instant until, long looksBefore) throws InterruptedException {
        work.lookNow();
        if (!waiter.await(until.plus(scene.limit())) && work.looksEnded() <= looksBefore) {
            work.giveUp("receive", "no answer within " + scene.limit().toMillis() + " ms");
        }
    }

    private Optional<JdbcDelivery> handOutOrQueue(Timer.Waiter waiter) {
        lock.lock();
        try {
            requireUsable();
            Optional<JdbcDelivery> found = handOut();
            if (found.isEmpty()) {
                receivers.add(waiter);
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull() {
        lock.lock();
        try {
            return handedOut.size() >= window;
        } finally {
            lock.unlock();
        }
    }

    private Optional<JdbcDelivery> handOut() {
        if (ready.isEmpty() || handedOut.size() >= window) {
            return Optional.empty();
        }
        JdbcDelivery delivery = ready.pollFirstEntry().getValue();
        handedOut.add(delivery.index());
        return Optional.of(delivery);
    }

    /// A delivery of that row, outside the order; empty when it is not there, or held.
    Optional<Delivery> take(long index) {
        work.takeRow(index);
        lock.lock();
        try {
            Optional<JdbcDelivery> found = ready.values().stream()
                    .filter(delivery -> delivery.index() == index)
                    .findFirst();
            found.ifPresent(delivery -> {
                ready.remove(delivery.place());
                handedOut.add(index);
            });
            return found.map(delivery -> delivery);
        } finally {
            lock.unlock();
        }
    }

    /// Gives back everything and waits for that, as long as a call to the database may take.
    @Override
    public void close() {
        end(scene.texts().failure(Category.UNAVAILABLE, "receive", "this consumer is closed"));
        work.end();
    }

    /// Whether it cannot be used any more.
    boolean isEnded() {
        lock.lock();
        try {
            return end.isPresent();
        } finally {
            lock.unlock();
        }
    }

    /// Ends the connection as the death of this process would.
    void abort() {
        work.giveUp("receive", "aborted");
    }

    ConsumerWork work() {
        return work;
    }

    /// There may be new rows.
    void look() {
        if (wanted() > 0) {
            work.lookNow();
        }
    }

    /// Deletes the row.
    void acknowledge(JdbcDelivery delivery) {
        lock.lock();
        try {
            requireUsable();
        } finally {
            lock.unlock();
        }
        work.delete(delivery.index());
        lock.lock();
        try {
            handedOut.remove(delivery.index());
            wakeReceivers();
        } finally {
            lock.unlock();
        }
    }

    /// Hands it out again.
    void release(JdbcDelivery delivery) {
        boolean givenBack;
        lock.lock();
        try {
            givenBack = handedOut.remove(delivery.index()) && end.isEmpty();
            if (givenBack && released == Released.STAYS_HERE) {
                ready.put(delivery.place(), delivery.again());
                wakeReceivers();
            }
        } finally {
            lock.unlock();
        }
        if (givenBack && released == Released.IS_NOBODYS) {
            work.giveBackRow(delivery.index());
        }
    }

    /// How many more rows are waited for.
    int wanted() {
        lock.lock();
        try {
            return receivers.isEmpty() || end.isPresent() ? 0 : window - handedOut.size() - ready.size();
        } finally {
            lock.unlock();
        }
    }

    /// Keeps what was taken until somebody receives it.
    void found(Iterable<Row> rows) {
        lock.lock();
        try {
            for (Row row : rows) {
                Place place = new Place(row.place(), row.index());
                ready.put(place, new JdbcDelivery(this, place, scene.reader().read(row)));
            }
            wakeReceivers();
        } finally {
            lock.unlock();
        }
    }

    /// Nothing more can be had.
    void end(StoreException reason) {
        lock.lock();
        try {
            if (end.isEmpty()) {
                end = Optional.of(reason);
                ready.clear();
            }
            wakeReceivers();
        } finally {
            lock.unlock();
        }
    }

    private void wakeReceivers() {
        receivers.forEach(Timer.Waiter::signal);
    }

    private void requireUsable() {
        if (end.isPresent()) {
            StoreException known = end.get();
            throw new StoreException(Category.UNAVAILABLE, String.valueOf(known.getMessage()), known);
        }
    }
}
