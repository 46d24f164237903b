// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// A client of Kafka as its guide has it: threads share a producer (`acks=all`, idempotent), and each waits for the
/// confirmation of each message; one consumer polls as many messages as there are threads and commits them in one
/// call when all are done.
final class PlainKafkaClient implements StoreClient {

    private static final int BODY_BYTES = 1024;
    private static final int THREADS = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String servers;
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Semaphore polled = new Semaphore(0);
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;

    PlainKafkaClient(String servers, String topic) {
        this.servers = servers;
        this.topic = topic;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the plain client cannot make its topic", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the plain client made its topic", e);
        }
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Runnable appender() {
        byte[] body = new byte[BODY_BYTES];
        return () -> {
            try {
                producer.send(new ProducerRecord<>(topic, body)).get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("the plain client failed", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the plain client sent", e);
            }
        };
    }

    @Override
    public BooleanSupplier taker() {
        return this::take;
    }

    /// One of those that were polled and committed together.
    private synchronized boolean take() {
        if (polled.tryAcquire()) {
            return true;
        }
        KafkaConsumer<byte[], byte[]> client = consumer();
        ConsumerRecords<byte[], byte[]> records = client.poll(PATIENCE);
        if (records.isEmpty()) {
            return false;
        }
        client.commitSync();
        polled.release(records.count() - 1);
        return true;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        KafkaConsumer<byte[], byte[]> known = consumer;
        if (known == null) {
            Map<String, Object> properties = new HashMap<>();
            properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
            properties.put(ConsumerConfig.GROUP_ID_CONFIG, topic);
            properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
            properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
            properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, THREADS);
            known = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            known.subscribe(List.of(topic));
            consumer = known;
        }
        return known;
    }

    @Override
    public synchronized void close() {
        producer.close(Duration.ZERO);
        if (consumer != null) {
            consumer.close();
        }
    }
}
