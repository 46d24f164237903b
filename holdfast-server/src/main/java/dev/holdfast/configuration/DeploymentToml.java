// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.configuration;

import dev.holdfast.settings.Location;
import dev.holdfast.settings.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/// What `deployment.toml` of upstream's server says, in our settings. A key that has a counterpart is taken, one that
/// has none and would be missed is named in a warning, and all others are left alone: a file that was written for
/// another program is no mistake. For one use.
final class DeploymentToml {

    private static final List<Path> PLACES = List.of(
            Path.of("deployment.toml"), Path.of("conf", "deployment.toml"), Path.of("deployment", "deployment.toml"));

    private static final int DEFAULT_OFFSET = 10;
    private static final String OFFSET = "server.offset";
    private static final String HTTP_PORT = "transport.http.listener.port";
    private static final String HTTPS_PORT = "transport.http.listener.secured_port";

    /// Ports before the offset, as upstream counts.
    private static final Map<SettingKey, Integer> PORTS = new EnumMap<>(Map.of(
            SettingKey.HTTP_PORT, 8280,
            SettingKey.HTTPS_PORT, 8243,
            SettingKey.MANAGEMENT_PORT, 9154,
            SettingKey.METRICS_PORT, 9191));

    private static final Map<String, SettingKey> SAME = Map.of(
            "server.hot_deployment", SettingKey.HOT_DEPLOYMENT,
            "transport.http.socket_timeout", SettingKey.IDLE_TIMEOUT,
            "mediation.synapse.global_timeout_interval", SettingKey.GLOBAL_TIMEOUT);

    /// Beginnings of keys that people rely on and that do nothing here, with the reason.
    private static final Map<String, String> MISSED = new TreeMap<>(Map.ofEntries(
            Map.entry("datasource", "data sources are not supported; dblookup and dbreport take a pool of their own"),
            Map.entry("transport.jms", "message stores and inbound endpoints name their own broker"),
            Map.entry("transport.rabbitmq", "message stores and inbound endpoints name their own broker"),
            Map.entry("transport.vfs", "the transport vfs is not supported"),
            Map.entry("transport.mail", "the mail transports are not supported"),
            Map.entry("transport.http.preserve_http", "header fields are passed on as artifacts say"),
            Map.entry("transport.http.sender", "see endpoint.connections and endpoint.connect-timeout"),
            Map.entry(
                    "transport.http.core_worker_pool_size",
                    "each request has a thread of its own; see limits.requests"),
            Map.entry(
                    "transport.http.max_worker_pool_size", "each request has a thread of its own; see limits.requests"),
            Map.entry("mediation.synapse.core_threads", "each branch has a thread of its own; see limits.branches"),
            Map.entry("mediation.synapse.max_threads", "each branch has a thread of its own; see limits.branches"),
            Map.entry("mediation.inbound", "each request has a thread of its own"),
            Map.entry("mediation.maximum.failover.retries", "a message fails over to each endpoint once"),
            Map.entry("mediation.flow.statistics", "see the metrics and the ledger"),
            Map.entry("keystore", "see https.key-store"),
            Map.entry("truststore", "the trust store of the JVM counts"),
            Map.entry("user_store", "see the accounts of the management API"),
            Map.entry("secrets", "there is no secure vault; use $SYSTEM: or $FILE:"),
            Map.entry("cluster_config", "nodes share the engine of a message store, and nothing else")));

    private final Path file;
    private final Problems problems;
    private final Map<SettingKey, Entry> found = new EnumMap<>(SettingKey.class);

    /// A value in our terms.
    ///
    /// @param location where upstream's key stands
    record Entry(String value, Location location) {}

    private DeploymentToml(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /// The file that belongs to the artifacts, if there is one.
    static Optional<Path> beside(Path artifacts) {
        return PLACES.stream()
                .map(artifacts::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /// Reads it.
    ///
    /// @param problems where to report
    static Map<SettingKey, Entry> read(Path file, Problems problems) {
        return new DeploymentToml(file, problems).read();
    }

    private Map<SettingKey, Entry> read() {
        try {
            TomlParseResult toml = Toml.parse(file);
            if (toml.hasErrors()) {
                toml.errors()
                        .forEach(error -> problems.error(
                                new Location(file.toString(), error.position().line(), ""),
                                String.valueOf(error.getMessage())));
                return Map.of();
            }
            SAME.forEach((name, key) -> value(toml, name).ifPresent(entry -> found.put(key, entry)));
            readPorts(toml);
            MISSED.forEach((name, reason) -> warn(toml, name, reason));
        } catch (IOException e) {
            problems.error(Location.of(file.toString()), "cannot be read: " + e.getMessage());
        }
        return found;
    }

    /// Upstream adds an offset of 10 where nothing is said; our ports have it in them.
    private void readPorts(TomlParseResult toml) {
        Optional<Entry> offset = value(toml, OFFSET);
        PORTS.forEach((key, port) -> {
            Optional<Entry> own = ownPort(toml, key);
            Optional<Entry> reason = own.or(() -> offset);
            reason.ifPresent(entry -> number(own, port)
                    .flatMap(base -> number(offset, DEFAULT_OFFSET).map(added -> base + added))
                    .ifPresent(sum -> found.put(key, new Entry(Integer.toString(sum), entry.location))));
        });
    }

    private Optional<Entry> ownPort(TomlParseResult toml, SettingKey key) {
        return switch (key) {
            case HTTP_PORT -> value(toml, HTTP_PORT);
            case HTTPS_PORT -> value(toml, HTTPS_PORT);
            default -> Optional.empty();
        };
    }

    private Optional<Integer> number(Optional<Entry> entry, int otherwise) {
        if (entry.isEmpty()) {
            return Optional.of(otherwise);
        }
        String text = entry.get().value;
        if (text.matches("\\d{1,5}")) {
            return Optional.of(Integer.parseInt(text));
        }
        problems.error(entry.get().location, "'" + text + "' is no port or offset; expected a whole number");
        return Optional.empty();
    }

    private Optional<Entry> value(TomlParseResult toml, String name) {
        return matching(toml, name::equals)
                .findFirst()
                .flatMap(path -> Optional.ofNullable(toml.get(path))
                        .map(value -> new Entry(value.toString(), location(toml, path))));
    }

    private void warn(TomlParseResult toml, String name, String reason) {
        matching(toml, key -> key.equals(name) || key.startsWith(name + ".") || key.startsWith(name + "_"))
                .findFirst()
                .ifPresent(path ->
                        problems.warning(location(toml, path), String.join(".", path) + " has no effect: " + reason));
    }

    /// A key may be written with quotes, so that dots are part of it: as one text they are the same.
    private static Stream<List<String>> matching(TomlParseResult toml, Predicate<String> wanted) {
        return toml.keyPathSet(true).stream()
                .filter(path -> wanted.test(String.join(".", path)))
                .sorted(Comparator.comparing(path -> String.join(".", path)));
    }

    private Location location(TomlParseResult toml, List<String> path) {
        var position = toml.inputPositionOf(path);
        return new Location(file.toString(), position == null ? 0 : position.line(), "");
    }
}
