// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the settings of a topic mean for messages that must not be lost. Stateless.
final class TopicRules {

    static final String RETENTION_TIME = "retention.ms";
    static final String RETENTION_BYTES = "retention.bytes";
    static final String CLEANUP = "cleanup.policy";
    static final String MAX_BYTES = "max.message.bytes";
    static final String MIN_IN_SYNC = "min.insync.replicas";
    static final String FLUSH = "flush.messages";
    static final String UNCLEAN = "unclean.leader.election.enable";

    private static final String UNLIMITED = "-1";

    private TopicRules() {}

    /// A topic as the broker describes it.
    ///
    /// @param partitions of it
    /// @param replication copies of each
    /// @param settings by name
    record Described(int partitions, int replication, Map<String, String> settings) {

        Described {
            settings = Map.copyOf(settings);
        }

        String setting(String name) {
            return settings.getOrDefault(name, "");
        }

        /// The largest batch of records that the topic takes, in bytes.
        long maxBytes() {
            return number(MAX_BYTES, Long.MAX_VALUE);
        }

        long number(String name, long otherwise) {
            return settings.containsKey(name) ? Long.parseLong(setting(name)) : otherwise;
        }
    }

    /// Why the topic cannot be used.
    static Optional<String> refusal(Described topic) {
        if (topic.setting(CLEANUP).contains("compact")) {
            return Optional.of("the topic has cleanup.policy=" + topic.setting(CLEANUP)
                    + ": Kafka deletes all but the last message of a key; set cleanup.policy=delete");
        }
        return Optional.empty();
    }

    /// What people should change.
    ///
    /// @param keyed whether messages have keys
    static List<String> warnings(Described topic, boolean keyed) {
        List<String> warnings = new ArrayList<>();
        if (!topic.setting(RETENTION_TIME).equals(UNLIMITED) && topic.settings().containsKey(RETENTION_TIME)) {
            warnings.add("the topic has retention.ms=" + topic.setting(RETENTION_TIME)
                    + ": Kafka deletes a message after " + time(topic.number(RETENTION_TIME, 0))
                    + ", delivered or not; set retention.ms=-1");
        }
        if (!topic.setting(RETENTION_BYTES).equals(UNLIMITED)
                && topic.settings().containsKey(RETENTION_BYTES)) {
            warnings.add("the topic has retention.bytes=" + topic.setting(RETENTION_BYTES)
                    + ": Kafka deletes the oldest messages beyond that size, delivered or not; set retention.bytes=-1");
        }
        if (topic.setting(UNCLEAN).equals("true")) {
            warnings.add("the topic has unclean.leader.election.enable=true: a broker that misses messages may become"
                    + " the leader, and then they are lost; set unclean.leader.election.enable=false");
        }
        copies(topic).ifPresent(warnings::add);
        if (topic.partitions() > 1 && !keyed) {
            warnings.add("the topic has " + topic.partitions()
                    + " partitions and store.kafka.key is not set: messages have no order among them");
        }
        return warnings;
    }

    /// What an append rests on, where that is less than two machines.
    private static Optional<String> copies(Described topic) {
        long inSync = Math.min(topic.number(MIN_IN_SYNC, 1), topic.replication());
        if (inSync > 1 || topic.number(FLUSH, Long.MAX_VALUE) == 1) {
            return Optional.empty();
        }
        if (topic.replication() > 1) {
            return Optional.of("the topic has " + topic.replication() + " replicas but min.insync.replicas="
                    + topic.number(MIN_IN_SYNC, 1) + ": a message may be confirmed by one broker alone, which has it in"
                    + " memory only; set min.insync.replicas=2");
        }
        return Optional.of("the topic has one replica and flush.messages is not 1: a message is confirmed when one"
                + " broker has it in memory, not on its disk; use three replicas with min.insync.replicas=2, or set"
                + " flush.messages=1");
    }

    private static String time(long millis) {
        Duration time = Duration.ofMillis(millis);
        return time.toDays() > 1 ? time.toDays() + " days" : time.toSeconds() + " seconds";
    }
}
