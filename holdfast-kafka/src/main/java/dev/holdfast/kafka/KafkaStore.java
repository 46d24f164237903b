// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.ProviderStore;
import dev.holdfast.StoreSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Builds stores on topics of Kafka, for the library. Nothing is connected yet.
public final class KafkaStore {

    private static final KafkaStoreProvider PROVIDER = new KafkaStoreProvider();
    private static final String TOPIC = "store.kafka.topic";

    private final Map<String, String> parameters = new LinkedHashMap<>();
    private String name;

    private KafkaStore(String servers, String topic) {
        this.name = topic;
        parameters.put("store.kafka.bootstrap.servers", servers);
        parameters.put(TOPIC, topic);
    }

    /// A topic.
    ///
    /// @param servers host and port with a colon between them, several with commas
    public static KafkaStore on(String servers, String topic) {
        return new KafkaStore(servers, topic);
    }

    /// The name of the store, that of the topic if nothing is said.
    public KafkaStore name(String newName) {
        name = newName;
        return this;
    }

    /// Who shares the messages of the topic.
    public KafkaStore group(String group) {
        parameters.put("store.kafka.group", group);
        return this;
    }

    /// The topic is made when it is missing.
    ///
    /// @param partitions how many it then has
    public KafkaStore createTopic(int partitions) {
        parameters.put("store.kafka.topic.create", "true");
        parameters.put("store.kafka.topic.partitions", Integer.toString(partitions));
        return this;
    }

    /// A setting of Kafka's own client, such as `sasl.jaas.config`.
    public KafkaStore client(String setting, String value) {
        parameters.put("store.kafka.client." + setting, value);
        return this;
    }

    /// How long one append may take; 30 s if nothing is said, 800 ms where another store stands in.
    public KafkaStore sendTimeout(Duration timeout) {
        parameters.put("store.send.timeout", Long.toString(timeout.toMillis()));
        return this;
    }

    /// The store.
    ///
    /// @throws IllegalArgumentException when something is wrong with what was said; it tells all of it
    public StoreSource build() {
        return ProviderStore.of(name, PROVIDER, parameters, TOPIC);
    }
}
