// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// A client of Kafka as its guide has it: threads share a producer (`acks=all`, idempotent), and each waits for the
/// confirmation of each message; the thread of one consumer polls as many messages as there are threads, hands them
/// out, and commits them in one call when all are done.
final class PlainKafkaClient implements StoreClient {

    private static final int BODY_BYTES = 1024;
    private static final int THREADS = 64;
    private static final Duration TURN = Duration.ofMillis(100);

    private final String servers;
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final BlockingQueue<Polled> handedOut = new LinkedBlockingQueue<>();
    private boolean polling;
    private volatile boolean closed;

    /// A message in the hands of one who takes it.
    ///
    /// @param open how many of those that were polled together are not done
    private record Polled(ConsumerRecord<byte[], byte[]> message, CountDownLatch open) {}

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
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
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
    public synchronized BooleanSupplier taker() {
        if (!polling) {
            polling = true;
            Thread.ofPlatform().daemon().name("plain-poller").start(this::pollAll);
        }
        return () -> {
            try {
                handedOut.take().open().countDown();
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the plain client received", e);
            }
        };
    }

    /// Hands out what it polls, and commits when all of that is done.
    private void pollAll() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            while (!closed) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(TURN);
                if (!records.isEmpty()) {
                    CountDownLatch open = new CountDownLatch(records.count());
                    records.forEach(message -> handedOut.add(new Polled(message, open)));
                    if (!await(open)) {
                        return;
                    }
                    consumer.commitSync();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return false when the client was closed before
    private boolean await(CountDownLatch open) throws InterruptedException {
        boolean done = false;
        while (!done && !closed) {
            done = open.await(TURN.toMillis(), TimeUnit.MILLISECONDS);
        }
        return done;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, topic);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, THREADS);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 * 1024 * 1024);
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(topic));
        return consumer;
    }

    @Override
    public void close() {
        closed = true;
        producer.close(Duration.ZERO);
    }
}
