// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.time.Duration;
import java.util.ArrayList;
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
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// A client of Kafka as its guide has it: threads share a producer (`acks=all`, idempotent), and each waits for the
/// confirmation of each message; the thread of one consumer polls as many messages as there are threads, hands them
/// out, and commits them in one call when all are done. A thread that acknowledges waits for that commit, or it only
/// says that it is done and takes the next message.
final class PlainKafkaClient implements StoreClient {

    private static final int BODY_BYTES = 1024;
    private static final int THREADS = 64;
    private static final Duration TURN = Duration.ofMillis(10);

    private final Acknowledging acknowledging;
    private final String servers;
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final BlockingQueue<Polled> handedOut = new LinkedBlockingQueue<>();
    private boolean polling;
    private volatile boolean closed;

    /// A message in the hands of one who takes it.
    ///
    /// @param open how many of those that were polled together are not done
    /// @param done no more when this one is
    /// @param committed no more when it is committed
    private record Polled(
            ConsumerRecord<byte[], byte[]> message,
            CountDownLatch open,
            CountDownLatch done,
            CountDownLatch committed) {

        Polled(ConsumerRecord<byte[], byte[]> message, CountDownLatch open) {
            this(message, open, new CountDownLatch(1), new CountDownLatch(1));
        }

        void acknowledge() {
            done.countDown();
            open.countDown();
        }

        boolean isDone() {
            return done.getCount() == 0;
        }
    }

    PlainKafkaClient(String servers, String topic, Acknowledging acknowledging) {
        this.acknowledging = acknowledging;
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
                Polled polled = handedOut.take();
                polled.acknowledge();
                if (acknowledging == Acknowledging.CONFIRMED) {
                    polled.committed().await();
                }
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
                CountDownLatch open = new CountDownLatch(records.count());
                List<Polled> polled = new ArrayList<>();
                records.forEach(message -> polled.add(new Polled(message, open)));
                handedOut.addAll(polled);
                while (!closed && !polled.isEmpty()) {
                    boolean _ = open.await(TURN.toMillis(), TimeUnit.MILLISECONDS);
                    commit(consumer, polled);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Commits what is done, up to the first that is not, and takes it off the list.
    private static void commit(KafkaConsumer<byte[], byte[]> consumer, List<Polled> polled) {
        List<Polled> done = polled.stream().takeWhile(Polled::isDone).toList();
        if (!done.isEmpty()) {
            ConsumerRecord<byte[], byte[]> last = done.getLast().message();
            consumer.commitSync(Map.of(
                    new TopicPartition(last.topic(), last.partition()), new OffsetAndMetadata(last.offset() + 1)));
            done.forEach(message -> message.committed().countDown());
            polled.subList(0, done.size()).clear();
        }
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
