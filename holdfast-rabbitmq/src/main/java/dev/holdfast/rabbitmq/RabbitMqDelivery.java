// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.util.concurrent.atomic.AtomicBoolean;

/// A message of the queue in somebody's hands.
final class RabbitMqDelivery implements Delivery {

    private final RabbitMqConsumer consumer;
    private final long tag;
    private final Received received;
    private final AtomicBoolean settled = new AtomicBoolean();

    /// @param tag by which the broker knows it; they grow in the order of the deliveries
    RabbitMqDelivery(RabbitMqConsumer consumer, long tag, Received received) {
        this.consumer = consumer;
        this.tag = tag;
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

    long tag() {
        return tag;
    }

    /// The same message, to be handed out another time.
    RabbitMqDelivery again() {
        return new RabbitMqDelivery(consumer, tag, received);
    }
}
