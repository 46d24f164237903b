// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.store.Delivery;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Takes rows for operators, over one connection, which is made when it is needed first. Thread-safe.
final class Hands implements AutoCloseable {

    private final Supplier<JdbcConsumer> opener;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable JdbcConsumer consumer;

    Hands(Supplier<JdbcConsumer> opener) {
        this.opener = opener;
    }

    /// A delivery of the row, if it is there and nobody's.
    Optional<Delivery> take(long index) {
        JdbcConsumer usable;
        lock.lock();
        try {
            if (consumer == null || consumer.isEnded()) {
                consumer = opener.get();
            }
            usable = consumer;
        } finally {
            lock.unlock();
        }
        return usable.take(index);
    }

    /// Gives back what was not settled.
    @Override
    public void close() {
        lock.lock();
        try {
            if (consumer != null) {
                consumer.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
