// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import dev.holdfast.store.HeldDelivery;

/// A message of the queue in somebody's hands.
final class RabbitMqDelivery extends HeldDelivery {

    private final RabbitMqConsumer consumer;
    private final long tag;

    /// @param tag by which the broker knows it; they grow in the order of the deliveries
    RabbitMqDelivery(RabbitMqConsumer consumer, long tag, Received received) {
        super(received);
        this.consumer = consumer;
        this.tag = tag;
    }

    @Override
    protected void settle() {
        consumer.acknowledge(this);
    }

    @Override
    protected void giveBack() {
        consumer.release(this);
    }

    long tag() {
        return tag;
    }

    /// The same message, to be handed out another time.
    RabbitMqDelivery again() {
        return new RabbitMqDelivery(consumer, tag, received());
    }
}
