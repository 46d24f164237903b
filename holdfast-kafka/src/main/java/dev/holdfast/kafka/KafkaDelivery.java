// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record of the topic in somebody's hands.
final class KafkaDelivery implements Delivery {

    private final TopicConsumer consumer;
    private final PartitionQueue queue;
    private final ConsumerRecord<byte[], byte[]> record;
    private final Received received;
    private final AtomicBoolean settled = new AtomicBoolean();

    KafkaDelivery(
            TopicConsumer consumer, PartitionQueue queue, ConsumerRecord<byte[], byte[]> record, Received received) {
        this.consumer = consumer;
        this.queue = queue;
        this.record = record;
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
        consumer.acknowledge(queue, record.offset());
    }

    @Override
    public void release() {
        if (settled.compareAndSet(false, true)) {
            consumer.release(queue, record);
        }
    }
}
