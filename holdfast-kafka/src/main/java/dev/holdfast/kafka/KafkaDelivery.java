// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.store.HeldDelivery;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record of the topic in somebody's hands.
final class KafkaDelivery extends HeldDelivery {

    private final TopicConsumer consumer;
    private final PartitionQueue queue;
    private final ConsumerRecord<byte[], byte[]> record;

    KafkaDelivery(
            TopicConsumer consumer, PartitionQueue queue, ConsumerRecord<byte[], byte[]> record, Received received) {
        super(received);
        this.consumer = consumer;
        this.queue = queue;
        this.record = record;
    }

    @Override
    protected void settle() {
        consumer.acknowledge(queue, record.offset());
    }

    @Override
    protected void giveBack() {
        consumer.release(queue, record);
    }
}
