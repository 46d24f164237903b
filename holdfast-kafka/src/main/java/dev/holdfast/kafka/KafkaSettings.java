// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.store.SendTimeout;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// How a store reaches its topic.
///
/// @param servers where the client looks for the first broker, such as `kafka1:9092,kafka2:9092`
/// @param topic none: named like the store
/// @param group whose offsets say what is settled; none: `holdfast-` and the name of the store
/// @param node what this node is called among those that share the group, so that after a crash it has its
///     partitions back at once; none: after the session timeout
/// @param key by which messages are put into partitions
/// @param sendTimeout how long an append may take
/// @param sessionTimeout after which the broker gives the messages of a silent consumer to another
/// @param creation how to make the topic when it is missing; none: its absence is an error
/// @param cleanupInterval how often the broker is told to delete what is settled; zero: never
/// @param client what is handed to the client as it is, such as `security.protocol`
record KafkaSettings(
        String servers,
        Optional<String> topic,
        Optional<String> group,
        Optional<String> node,
        RecordKey key,
        SendTimeout sendTimeout,
        Duration sessionTimeout,
        Optional<Creation> creation,
        Duration cleanupInterval,
        Map<String, String> client) {

    static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);

    static final Duration CLEANUP_INTERVAL = Duration.ofMinutes(1);

    /// How a missing topic is made.
    ///
    /// @param partitions of it
    /// @param replication copies of each; none: the broker's default
    /// @param settings of the topic, beside those that keep its messages
    record Creation(int partitions, Optional<Short> replication, Map<String, String> settings) {

        Creation {
            settings = Map.copyOf(settings);
        }
    }

    KafkaSettings {
        client = Map.copyOf(client);
    }

    /// The name of the topic.
    String topic(String store) {
        return topic.orElse(store);
    }

    /// The name of the group.
    String group(String store) {
        return group.orElse("holdfast-" + store);
    }

    /// Without what is handed to the client, which may hold secrets.
    @Override
    public String toString() {
        return "topic " + topic.orElse("named like the store") + " at " + servers;
    }
}
