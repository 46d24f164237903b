// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.kafka.KafkaSettings.Creation;
import dev.holdfast.settings.NearestName;
import dev.holdfast.store.StoreException.Category;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// The topic of a store: it is looked at before it is first used, and made when that is asked for. Thread-safe.
final class Topic {

    private static final Map<String, String> KEEPS_ALL = Map.of(
            TopicRules.CLEANUP, "delete",
            TopicRules.RETENTION_TIME, "-1",
            TopicRules.RETENTION_BYTES, "-1",
            TopicRules.MAX_BYTES, Integer.toString(17 * 1024 * 1024));

    private static final Logger LOGGER = System.getLogger(Topic.class.getName());

    private final Broker broker;
    private final Place place;
    private final Optional<Creation> creation;
    private final boolean keyed;
    private final Duration limit;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Optional<TopicRules.Described> described = Optional.empty();

    /// @param keyed whether messages have keys
    /// @param limit for the wait of one thread for the look of another
    Topic(Broker broker, Place place, Optional<Creation> creation, boolean keyed, Duration limit) {
        this.broker = broker;
        this.place = place;
        this.creation = creation;
        this.keyed = keyed;
        this.limit = limit;
    }

    /// The topic, looked at now or earlier.
    ///
    /// @param what it is needed for, such as `append`
    /// @throws dev.holdfast.store.StoreException *unavailable* when it cannot be used
    TopicRules.Described usable(String what) {
        Optional<TopicRules.Described> known = described;
        if (known.isPresent()) {
            return known.get();
        }
        try {
            if (!lock.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw place.failure(Category.UNAVAILABLE, what, "the broker has not described the topic in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw place.failure(Category.UNAVAILABLE, what, e);
        }
        try {
            return described.orElseGet(() -> examine(what));
        } finally {
            lock.unlock();
        }
    }

    /// The largest batch that the topic takes now, in bytes: its setting may have been changed.
    long maxBytes() {
        TopicRules.Described now = settings("append", describe("append"));
        described = Optional.of(now);
        return now.maxBytes();
    }

    private TopicRules.Described examine(String what) {
        TopicRules.Described found = settings(what, describeOrMake(what));
        TopicRules.refusal(found).ifPresent(reason -> {
            throw place.failure(Category.UNAVAILABLE, what, reason);
        });
        TopicRules.warnings(found, keyed)
                .forEach(text -> LOGGER.log(
                        Level.WARNING, "store {0}, topic {1}: {2}", place.store(), place.topic(), text));
        described = Optional.of(found);
        return found;
    }

    private TopicDescription describeOrMake(String what) {
        try {
            return broker.answer(admin ->
                    admin.describeTopics(List.of(place.topic())).topicNameValues().get(place.topic()));
        } catch (UnknownTopicOrPartitionException e) {
            make(what, creation.orElseThrow(() -> place.failure(Category.UNAVAILABLE, what, missing(what))));
            return describe(what);
        } catch (KafkaException | TimeoutException e) {
            throw place.failure(Category.UNAVAILABLE, what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw place.failure(Category.UNAVAILABLE, what, e);
        }
    }

    private String missing(String what) {
        var names = broker.ask(what, admin -> admin.listTopics().names());
        return "there is no such topic" + NearestName.hint(place.topic(), names)
                + "; make it with retention.ms=-1, or set store.kafka.topic.create to true";
    }

    private void make(String what, Creation wanted) {
        Map<String, String> settings = new java.util.LinkedHashMap<>(KEEPS_ALL);
        settings.putAll(wanted.settings());
        NewTopic made = new NewTopic(place.topic(), Optional.of(wanted.partitions()), wanted.replication())
                .configs(settings);
        try {
            broker.answer(admin -> admin.createTopics(List.of(made)).all());
            LOGGER.log(Level.INFO, "store {0}: topic {1} was made", place.store(), place.topic());
        } catch (TopicExistsException e) {
            LOGGER.log(Level.DEBUG, "another node was faster: {0}", e.getMessage());
        } catch (KafkaException | TimeoutException e) {
            throw place.failure(Category.UNAVAILABLE, what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw place.failure(Category.UNAVAILABLE, what, e);
        }
    }

    private TopicDescription describe(String what) {
        return broker.ask(what, admin ->
                admin.describeTopics(List.of(place.topic())).topicNameValues().get(place.topic()));
    }

    private TopicRules.Described settings(String what, TopicDescription topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, place.topic());
        var config = broker.ask(
                what, admin -> admin.describeConfigs(List.of(resource)).values().get(resource));
        Map<String, String> settings = config.entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
        int replication = topic.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(1);
        return new TopicRules.Described(topic.partitions().size(), replication, settings);
    }
}
