// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// A consumer of an embedded store.
final class QueueConsumer implements StoreConsumer {

    private final StoreQueue queue;
    private final Engine engine;
    private final Semaphore window;
    private final Consumer<QueueConsumer> onClose;
    private final Set<QueueDelivery> held = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /// @param window how many deliveries may be unsettled at once
    QueueConsumer(StoreQueue queue, Engine engine, int window, Consumer<QueueConsumer> onClose) {
        this.queue = queue;
        this.engine = engine;
        this.window = new Semaphore(window);
        this.onClose = onClose;
    }

    /// What a consumer works with.
    record Engine(RocksDbJournal journal, MessageReader reader, Timer timer) {}

    @Override
    public Optional<Delivery> receive(Duration timeout) throws InterruptedException {
        if (!window.tryAcquire()) {
            requireUsable();
            return Optional.empty();
        }
        Optional<Delivery> received = Optional.empty();
        try {
            received = next(engine.timer.instant().plus(timeout)).map(this::hold);
        } finally {
            if (received.isEmpty()) {
                window.release();
            }
        }
        return received;
    }

    @Override
    public void close() {
        closed = true;
        held.forEach(Delivery::release);
        queue.wakeAll();
        onClose.accept(this);
    }

    private Optional<QueuedMessage> next(Instant until) throws InterruptedException {
        Timer.Waiter waiter = engine.timer.newWaiter();
        while (true) {
            requireUsable();
            switch (queue.next(waiter)) {
                case StoreQueue.Next.Given(QueuedMessage message) -> {
                    return Optional.of(message);
                }
                case StoreQueue.Next.Read(long from, long to) -> engine.reader.readAhead(queue, from, to);
                case StoreQueue.Next.Nothing() -> {
                    if (!await(waiter, until)) {
                        return Optional.empty();
                    }
                }
            }
        }
    }

    /// Waits for a message. One who gives up, in whatever way, must not take a wake-up with him.
    private boolean await(Timer.Waiter waiter, Instant until) throws InterruptedException {
        boolean woken = false;
        try {
            woken = engine.timer.instant().isBefore(until) && waiter.await(until);
        } finally {
            if (!woken) {
                queue.forget(waiter);
            }
        }
        return woken;
    }

    /// What cannot be settled must not be handed out either.
    private void requireUsable() {
        if (closed) {
            throw new StoreException(Category.CLOSED, "this consumer of store " + queue.name() + " is closed");
        }
        engine.journal.requireUsable();
    }

    private Delivery hold(QueuedMessage message) {
        QueueDelivery delivery = new QueueDelivery(message, engine.journal, this::ended);
        held.add(delivery);
        if (closed) {
            delivery.release();
        }
        return delivery;
    }

    private void ended(QueueDelivery delivery) {
        held.remove(delivery);
        window.release();
    }
}
