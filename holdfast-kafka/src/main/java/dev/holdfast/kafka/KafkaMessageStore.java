// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Countable;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.MessageStoreProvider.Setting;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// A store on a topic. Each append is confirmed by all in-sync copies before it returns; what is settled is what
/// the group of the store has committed. Thread-safe.
final class KafkaMessageStore implements MessageStore, Countable {

    /// What a record needs beside key, value and headers, at most.
    private static final int RECORD_OVERHEAD = 256;

    private static final Duration LEAST_FOR_SETTLING = Duration.ofSeconds(5);

    private static final Logger LOGGER = System.getLogger(KafkaMessageStore.class.getName());

    private final Setting setting;
    private final Place place;
    private final ClientProperties clients;
    private final RecordKey key;
    private final Broker broker;
    private final Topic topic;
    private final Offsets offsets;
    private final Appender appender;
    private final Duration cleanupInterval;
    private final Duration settling;
    private final Members members = new Members();
    private volatile boolean closed;

    KafkaMessageStore(KafkaSettings settings, Setting setting) {
        this.setting = setting;
        Duration limit = settings.sendTimeout().limit(setting.hasFailover());
        String group = settings.group(setting.name());
        this.place = new Place(setting.name(), settings.topic(setting.name()), settings.servers());
        this.clients = new ClientProperties(settings, group, limit);
        this.key = settings.key();
        this.broker = new Broker(clients.admin(), place, limit);
        this.topic = new Topic(
                broker,
                place,
                new Topic.Wanted(settings.creation(), !(key instanceof RecordKey.None)),
                setting.timer(),
                limit);
        this.offsets = new Offsets(broker, place, group);
        this.appender = new Appender(clients.producer(), place, limit);
        this.cleanupInterval = settings.cleanupInterval();
        this.settling = limit.compareTo(LEAST_FOR_SETTLING) < 0 ? LEAST_FOR_SETTLING : limit;
    }

    @Override
    public String name() {
        return setting.name();
    }

    @Override
    public void append(List<StoredMessage> messages) {
        requireOpen();
        long maxBytes = topic.usable("append").maxBytes();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(messages.size());
        for (StoredMessage message : messages) {
            ProducerRecord<byte[], byte[]> one = RecordForm.write(message, place.topic(), key.of(message));
            requireFits(one, maxBytes);
            records.add(one);
        }
        appender.append(records);
    }

    /// Joins the group of the store. A partition has one consumer: of more consumers than partitions some get
    /// nothing.
    @Override
    public StoreConsumer openConsumer(int window) {
        requireOpen();
        topic.usable("receive");
        offsets.probe("receive", 0);
        int number = members.take();
        try {
            PollLoop.Scene scene = new PollLoop.Scene(place, setting.timer(), offsets::hasPulse, cleanup(), settling);
            KafkaConsumer<byte[], byte[]> client = new KafkaConsumer<>(clients.consumer(number));
            TopicConsumer consumer = TopicConsumer.open(client, scene, window, () -> members.leave(number));
            members.enter(number, consumer);
            if (closed) {
                consumer.close();
            }
            return consumer;
        } catch (KafkaException e) {
            members.leave(number);
            throw place.failure(Category.UNAVAILABLE, "receive", e);
        }
    }

    @Override
    public void probe() {
        requireOpen();
        offsets.probe("probe", topic.usable("probe").number(TopicRules.MIN_IN_SYNC, 1));
    }

    /// Exact, unless others write to the topic with transactions: their marks count as messages.
    @Override
    public OptionalLong count() {
        try {
            topic.usable("count");
            return OptionalLong.of(offsets.count());
        } catch (StoreException e) {
            LOGGER.log(Level.DEBUG, "not counted: {0}", e.getMessage());
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        closed = true;
        members.all().forEach(TopicConsumer::close);
        appender.close();
        broker.close();
    }

    private Consumer<Map<TopicPartition, OffsetAndMetadata>> cleanup() {
        return cleanupInterval.isZero() ? _ -> {} : new Cleanup(broker, place, setting.timer(), cleanupInterval);
    }

    private void requireFits(ProducerRecord<byte[], byte[]> one, long maxBytes) {
        long size = size(one);
        if (size > maxBytes && size > topic.maxBytes()) {
            throw place.failure(
                    Category.REJECTED,
                    "append",
                    "the message has " + size + " bytes; the topic takes " + maxBytes
                            + " (its setting max.message.bytes)");
        }
    }

    private static long size(ProducerRecord<byte[], byte[]> one) {
        long size = RECORD_OVERHEAD + (long) one.value().length + (one.key() == null ? 0 : one.key().length);
        for (var header : one.headers()) {
            size += header.key().length() + (long) header.value().length + 2 * Integer.BYTES;
        }
        return size;
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreException(Category.CLOSED, "store " + setting.name() + " is closed");
        }
    }
}
