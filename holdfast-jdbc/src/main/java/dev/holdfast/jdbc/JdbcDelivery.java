// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.util.concurrent.atomic.AtomicBoolean;

/// A row in somebody's hands.
final class JdbcDelivery implements Delivery {

    private final JdbcConsumer consumer;
    private final Place place;
    private final Received received;
    private final AtomicBoolean settled = new AtomicBoolean();

    /// Where a row stands.
    ///
    /// @param order in which rows are handed out
    /// @param index what the database has numbered it with
    record Place(long order, long index) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            int byOrder = Long.compare(order, other.order);
            return byOrder != 0 ? byOrder : Long.compare(index, other.index);
        }
    }

    JdbcDelivery(JdbcConsumer consumer, Place place, Received received) {
        this.consumer = consumer;
        this.place = place;
        this.received = received;
    }

    @Override
    public Received received() {
        return received;
    }

    @Override
    public void acknowledge() {
        if (!settled.compareAndSet(false, true)) {
            throw new StoreException(Category.CLOSED, "the message is not held any more: it was settled before");
        }
        consumer.acknowledge(this);
    }

    @Override
    public void release() {
        if (settled.compareAndSet(false, true)) {
            consumer.release(this);
        }
    }

    long index() {
        return place.index;
    }

    Place place() {
        return place;
    }

    /// The same row, to be handed out another time.
    JdbcDelivery again() {
        return new JdbcDelivery(consumer, place, received);
    }
}
