// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import jakarta.jms.Message;
import java.util.concurrent.atomic.AtomicBoolean;

/// A message of the queue in somebody's hands.
final class JmsDelivery implements Delivery {

    private final JmsConsumer consumer;
    private final long sequence;
    private final Message message;
    private final Received received;
    private final AtomicBoolean settled = new AtomicBoolean();

    /// @param sequence the order in which the consumer got it
    JmsDelivery(JmsConsumer consumer, long sequence, Message message, Received received) {
        this.consumer = consumer;
        this.sequence = sequence;
        this.message = message;
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

    long sequence() {
        return sequence;
    }

    Message message() {
        return message;
    }

    /// The same message, to be handed out another time.
    JmsDelivery again() {
        return new JmsDelivery(consumer, sequence, message, received);
    }
}
