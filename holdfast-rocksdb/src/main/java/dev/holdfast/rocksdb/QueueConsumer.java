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

/// A consumer of an embedded store.
final class QueueConsumer implements StoreConsumer {

    private final StoreQueue queue;
    private final MessageReader reader;
    private final RocksDbJournal journal;
    private final Timer timer;
    private final int window;
    private final Set<QueueDelivery> held = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    QueueConsumer(StoreQueue queue, MessageReader reader, RocksDbJournal journal, Timer timer, int window) {
        this.queue = queue;
        this.reader = reader;
        this.journal = journal;
        this.timer = timer;
        this.window = window;
    }

    @Override
    public Optional<Delivery> receive(Duration timeout) throws InterruptedException {
        Instant until = timer.instant().plus(timeout);
        Timer.Waiter waiter = timer.newWaiter();
        while (held.size() < window) {
            if (closed) {
                throw new StoreException(Category.CLOSED, "this consumer of store " + queue.name() + " is closed");
            }
            switch (queue.next(waiter)) {
                case StoreQueue.Next.Given(QueuedMessage message) -> {
                    return Optional.of(hold(message));
                }
                case StoreQueue.Next.Read(long from, long to) -> reader.readAhead(queue, from, to);
                case StoreQueue.Next.Nothing() -> {
                    boolean woken = timer.instant().isBefore(until) && waiter.await(until);
                    queue.forget(waiter);
                    if (!woken) {
                        return Optional.empty();
                    }
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
        held.forEach(Delivery::release);
        queue.wakeAll();
    }

    private Delivery hold(QueuedMessage message) {
        QueueDelivery delivery = new QueueDelivery(message, journal, held::remove);
        held.add(delivery);
        if (closed) {
            delivery.release();
        }
        return delivery;
    }
}
