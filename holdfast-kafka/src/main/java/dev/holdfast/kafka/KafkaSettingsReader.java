// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.kafka.KafkaSettings.Creation;
import dev.holdfast.settings.NearestName;
import dev.holdfast.settings.Parameter;
import dev.holdfast.settings.Parameters;
import dev.holdfast.store.SendTimeout;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.TopicConfig;

/// Reads the parameters of a store into typed settings. Used once.
final class KafkaSettingsReader {

    private static final String SERVERS = "store.kafka.bootstrap.servers";
    private static final String TOPIC = "store.kafka.topic";
    private static final String GROUP = "store.kafka.group";
    private static final String NODE = "store.kafka.node";
    private static final String KEY = "store.kafka.key";
    private static final String SESSION = "store.kafka.session.timeout";
    private static final String CREATE = "store.kafka.topic.create";
    private static final String PARTITIONS = "store.kafka.topic.partitions";
    private static final String REPLICATION = "store.kafka.topic.replication";
    private static final String CLEANUP = "store.kafka.cleanup.interval";
    private static final String CLIENT_PREFIX = "store.kafka.client.";
    private static final String TOPIC_PREFIX = "store.kafka.topic.config.";

    private static final Pattern SERVER = Pattern.compile("[^\\s,:]+:\\d{1,5}|\\[[0-9a-fA-F:]+]:\\d{1,5}");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    private final Parameters parameters;

    KafkaSettingsReader(Parameters parameters) {
        this.parameters = parameters;
    }

    KafkaSettings read() {
        // What the store mediator and the router read.
        parameters.find("store.failover.message.store.name");
        parameters.find("store.producer.guaranteed.delivery.enable");
        Optional<Creation> creation = creation();
        return new KafkaSettings(
                servers(),
                name(TOPIC),
                parameters.text(GROUP),
                name(NODE),
                key(),
                SendTimeout.read(parameters),
                parameters.millis(SESSION, KafkaSettings.SESSION_TIMEOUT),
                creation,
                parameters.millis(CLEANUP, creation.isPresent() ? KafkaSettings.CLEANUP_INTERVAL : Duration.ZERO),
                client());
    }

    private String servers() {
        String servers = parameters.requiredText(SERVERS);
        for (String server : servers.isEmpty() ? List.<String>of() : List.of(servers.split(",", -1))) {
            if (!SERVER.matcher(server.trim()).matches()) {
                parameters.error(
                        SERVERS,
                        "parameter '" + SERVERS + "' has '" + server.trim()
                                + "'; expected host:port, several with commas between them");
            }
        }
        return servers;
    }

    private Optional<String> name(String parameter) {
        Optional<String> given = parameters.text(parameter);
        given.filter(name -> !NAME.matcher(name).matches())
                .ifPresent(name -> parameters.error(
                        parameter,
                        "parameter '" + parameter + "' is '" + name
                                + "'; expected letters, digits, '.', '_' and '-', 249 at most"));
        return given;
    }

    private RecordKey key() {
        Optional<String> text = parameters.text(KEY);
        Optional<RecordKey> key = text.flatMap(RecordKey::parse);
        if (text.isPresent() && key.isEmpty()) {
            parameters.error(
                    KEY, "parameter '" + KEY + "' is '" + text.get() + "'; expected header:NAME or property:NAME");
        }
        return key.orElse(new RecordKey.None());
    }

    private Optional<Creation> creation() {
        boolean wanted = parameters.flag(CREATE, false);
        int partitions = parameters.count(PARTITIONS, 1, 1);
        Optional<Short> replication =
                parameters.text(REPLICATION).map(_ -> (short) parameters.count(REPLICATION, 1, 1));
        Map<String, String> settings = prefixed(TOPIC_PREFIX, TopicSettings.names());
        if (!wanted) {
            for (String name : List.of(PARTITIONS, REPLICATION)) {
                parameters.inert(name, "the topic is only made when " + CREATE + " is true");
            }
            return Optional.empty();
        }
        return Optional.of(new Creation(partitions, replication, settings));
    }

    private Map<String, String> client() {
        Map<String, String> client = prefixed(CLIENT_PREFIX, ClientProperties.known());
        client.keySet().removeIf(name -> {
            if (ClientProperties.isOurs(name)) {
                parameters.inert(CLIENT_PREFIX + name, "the promise of the store rests on it, so the store sets it");
            }
            return ClientProperties.isOurs(name);
        });
        client.keySet().forEach(name -> parameters.refuseVault(CLIENT_PREFIX + name));
        client.forEach((name, value) -> ClientProperties.refusal(name, value)
                .ifPresent(reason -> parameters.error(
                        CLIENT_PREFIX + name,
                        "parameter '" + CLIENT_PREFIX + name + "' is not what Kafka takes: " + reason)));
        return client;
    }

    /// What stands behind the prefix, by its name there.
    private Map<String, String> prefixed(String prefix, Set<String> known) {
        Map<String, String> found = new LinkedHashMap<>();
        for (Parameter parameter : parameters.all().values()) {
            if (parameter.name().startsWith(prefix)) {
                String name = parameter.name().substring(prefix.length());
                found.put(name, parameters.text(parameter.name()).orElse(""));
                if (!known.contains(name)) {
                    parameters.warning(
                            parameter.name(), "Kafka does not know '" + name + "'" + NearestName.hint(name, known));
                }
            }
        }
        return found;
    }

    /// The settings of topics.
    private static final class TopicSettings {

        static Set<String> names() {
            return Set.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.COMPRESSION_TYPE_CONFIG,
                    TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG,
                    TopicConfig.FLUSH_MS_CONFIG,
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                    TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                    TopicConfig.RETENTION_BYTES_CONFIG,
                    TopicConfig.RETENTION_MS_CONFIG,
                    TopicConfig.SEGMENT_BYTES_CONFIG,
                    TopicConfig.SEGMENT_MS_CONFIG,
                    TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG);
        }
    }
}
