// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Puts records into topics as another program would.
final class Records {

    private Records() {}

    /// Puts a record there and waits until it is.
    ///
    /// @param properties of the client
    /// @param header its one header
    static void put(
            Map<String, Object> properties, String topic, String header, String headerValue, byte @Nullable [] value)
            throws InterruptedException, ExecutionException {
        var bytes = new ByteArraySerializer();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties, bytes, bytes)) {
            ProducerRecord<byte[], byte[]> put = new ProducerRecord<>(topic, value);
            put.headers().add(header, RecordForm.utf8(headerValue));
            producer.send(put).get();
        }
    }
}
