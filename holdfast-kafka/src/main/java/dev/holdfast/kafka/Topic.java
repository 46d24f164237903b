// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.kafka.KafkaSettings.Creation;
import dev.holdfast.settings.NearestName;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
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

    private static final Duration PAUSE = Duration.ofMillis(20);

    private static final Logger LOGGER = System.getLogger(Topic.class.getName());

    private final Broker broker;
    private final Place place;
    private final Optional<Creation> creation;
    private final boolean keyed;
    private final Timer timer;
    private final Duration limit;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Optional<TopicRules.Described> described = Optional.empty();

    /// What a store wants of its topic.
    ///
    /// @param creation how to make it when it is missing
    /// @param keyed whether messages have keys
    record Wanted(Optional<Creation> creation, boolean keyed) {}

    /// @param limit for the wait of one thread for the look of another
    Topic(Broker broker, Place place, Wanted wanted, Timer timer, Duration limit) {
        this.broker = broker;
        this.place = place;
        this.creation = wanted.creation();
        this.keyed = wanted.keyed();
        this.timer = timer;
        this.limit = limit;
    }

    /// The topic, looked at now or earlier.
    ///
    /// @param what it is needed for, such as `append`
    /// @throws StoreException *unavailable* when it cannot be used
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
        TopicRules.Described now = settings("append", broker.describe("append"));
        described = Optional.of(now);
        return now.maxBytes();
    }

    private TopicRules.Described examine(String what) {
        TopicRules.Described found = settings(what, describeOrMake(what));
        TopicRules.refusal(found).ifPresent(reason -> {
            throw place.failure(Category.UNAVAILABLE, what, reason);
        });
        TopicRules.warnings(found, keyed)
                .forEach(text ->
                        LOGGER.log(Level.WARNING, "store {0}, topic {1}: {2}", place.store(), place.topic(), text));
        described = Optional.of(found);
        return found;
    }

    private TopicDescription describeOrMake(String what) {
        try {
            return broker.answer(broker::description);
        } catch (UnknownTopicOrPartitionException e) {
            make(what, creation.orElseThrow(() -> place.failure(Category.UNAVAILABLE, what, missing(what))));
            return describeSoon(what);
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
        Map<String, String> settings = new LinkedHashMap<>(KEEPS_ALL);
        settings.putAll(wanted.settings());
        NewTopic made =
                new NewTopic(place.topic(), Optional.of(wanted.partitions()), wanted.replication()).configs(settings);
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

    /// Brokers hear of a new topic one after the other.
    private TopicDescription describeSoon(String what) {
        Instant until = timer.instant().plus(limit);
        Timer.Waiter waiter = timer.newWaiter();
        while (true) {
            try {
                return broker.describe(what);
            } catch (StoreException e) {
                if (!timer.instant().isBefore(until)) {
                    throw e;
                }
                pause(waiter, what);
            }
        }
    }

    private void pause(Timer.Waiter waiter, String what) {
        try {
            waiter.await(timer.instant().plus(PAUSE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw place.failure(Category.UNAVAILABLE, what, e);
        }
    }

    private TopicRules.Described settings(String what, TopicDescription topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, place.topic());
        var config = broker.ask(
                what,
                admin -> Broker.known(admin.describeConfigs(List.of(resource)).values(), resource));
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
