// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.store.HeldDelivery;
import jakarta.jms.Message;

/// A message of the queue in somebody's hands.
final class JmsDelivery extends HeldDelivery {

    private final JmsConsumer consumer;
    private final long sequence;
    private final Message message;

    /// @param sequence the order in which the consumer got it
    JmsDelivery(JmsConsumer consumer, long sequence, Message message, Received received) {
        super(received);
        this.consumer = consumer;
        this.sequence = sequence;
        this.message = message;
    }

    @Override
    protected void settle() {
        consumer.acknowledge(this);
    }

    @Override
    protected void giveBack() {
        consumer.release(this);
    }

    long sequence() {
        return sequence;
    }

    Message message() {
        return message;
    }
}
