// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// What the clients of a store are made with. Immutable.
final class ClientProperties {

    private static final int MEBIBYTE = 1024 * 1024;

    /// What comes while so many requests are on their way to a broker gathers for the next. More would be on their
    /// way with few messages each, and a request costs client and broker more than the messages in it.
    private static final int IN_FLIGHT = 2;

    /// With more a producer that sends nothing twice does not keep the order.
    private static final int MOST_IN_FLIGHT = 5;

    private static final ConfigDef PRODUCER = ProducerConfig.configDef();
    private static final ConfigDef CONSUMER = ConsumerConfig.configDef();
    private static final ConfigDef ADMIN = AdminClientConfig.configDef();

    /// Whose values are looked at before a client is made: not classes, which are found only then, and not passwords,
    /// which are not to be shown.
    private static final Set<ConfigDef.Type> CHECKED =
            EnumSet.complementOf(EnumSet.of(ConfigDef.Type.CLASS, ConfigDef.Type.LIST, ConfigDef.Type.PASSWORD));

    /// The promises of the store rest on these: an artifact cannot change them.
    private static final Set<String> OURS = Set.of(
            CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
            CommonClientConfigs.CLIENT_ID_CONFIG,
            CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
            CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG,
            CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG,
            ProducerConfig.ACKS_CONFIG,
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            ProducerConfig.RETRIES_CONFIG,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.INTERCEPTOR_CLASSES_CONFIG,
            ConsumerConfig.GROUP_ID_CONFIG,
            ConsumerConfig.GROUP_PROTOCOL_CONFIG,
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);

    private final KafkaSettings settings;
    private final String group;
    private final int limitMillis;

    /// @param group of the consumers
    /// @param limit for each call to the broker
    ClientProperties(KafkaSettings settings, String group, Duration limit) {
        this.settings = settings;
        this.group = group;
        this.limitMillis = Math.toIntExact(limit.toMillis());
    }

    /// Whether an artifact may set it.
    static boolean isOurs(String name) {
        return OURS.contains(name);
    }

    /// What a client would have against a value when it is made; nothing for a name that none knows.
    static Optional<String> refusal(String name, String value) {
        try {
            for (ConfigDef definition : List.of(PRODUCER, CONSUMER, ADMIN)) {
                ConfigDef.ConfigKey key = definition.configKeys().get(name);
                if (key != null && CHECKED.contains(key.type)) {
                    Object parsed = ConfigDef.parseType(name, value, key.type);
                    if (key.validator != null) {
                        key.validator.ensureValid(name, parsed);
                    }
                    ours(name).ensureValid(name, parsed);
                }
            }
            return Optional.empty();
        } catch (ConfigException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static ConfigDef.Validator ours(String name) {
        return name.equals(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION)
                ? ConfigDef.Range.between(1, MOST_IN_FLIGHT)
                : (_, _) -> {};
    }

    /// The names that the clients know.
    static Set<String> known() {
        Set<String> known = new TreeSet<>(ProducerConfig.configNames());
        known.addAll(ConsumerConfig.configNames());
        known.addAll(AdminClientConfig.configNames());
        return known;
    }

    /// For the sender: a message is confirmed by all in-sync copies, never sent twice, never overtaken.
    Map<String, Object> producer() {
        Map<String, Object> properties = common("producer");
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, MEBIBYTE / 4);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * MEBIBYTE);
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, IN_FLIGHT);
        putOwn(properties, ProducerConfig.configNames());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 32 * MEBIBYTE);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, limitMillis);
        properties.put(
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                limitMillis + number(properties, ProducerConfig.LINGER_MS_CONFIG));
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return properties;
    }

    /// For a consumer.
    ///
    /// @param number of it among those of this node
    Map<String, Object> consumer(int number) {
        Map<String, Object> properties = common("consumer-" + number);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 * MEBIBYTE);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 * MEBIBYTE);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, TopicShare.MAX_WINDOW);
        putOwn(properties, ConsumerConfig.configNames());
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        settings.node().ifPresent(node -> properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, node + "-" + number));
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        int session = Math.toIntExact(settings.sessionTimeout().toMillis());
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Math.min(2000, session / 3));
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, limitMillis);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return properties;
    }

    /// For questions about the topic.
    Map<String, Object> admin() {
        Map<String, Object> properties = common("admin");
        putOwn(properties, AdminClientConfig.configNames());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, limitMillis);
        return properties;
    }

    private Map<String, Object> common(String role) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.servers());
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, group + "-" + role);
        properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, limitMillis);
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 50L);
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
        properties.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
        properties.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        return properties;
    }

    private void putOwn(Map<String, Object> properties, Set<String> known) {
        settings.client().forEach((name, value) -> {
            if (known.contains(name)) {
                properties.put(name, value);
            }
        });
    }

    private static int number(Map<String, Object> properties, String name) {
        return Integer.parseInt(String.valueOf(properties.get(name)).trim());
    }
}
