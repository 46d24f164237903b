// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.store.HeldDelivery;

/// A row in somebody's hands.
final class JdbcDelivery extends HeldDelivery {

    private final JdbcConsumer consumer;
    private final Place place;

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
        super(received);
        this.consumer = consumer;
        this.place = place;
    }

    @Override
    protected void settle() {
        consumer.acknowledge(this);
    }

    @Override
    protected void giveBack() {
        consumer.release(this);
    }

    long index() {
        return place.index;
    }

    Place place() {
        return place;
    }

    /// The same row, to be handed out another time.
    JdbcDelivery again() {
        return new JdbcDelivery(consumer, place, received());
    }
}
