// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a broker says that it can do.
///
/// @param product its name and version, for people
/// @param majorVersion the first number of the version; 0 when it is not said
/// @param confirms whether it confirms what is sent
/// @param tellsOfBlocking whether it says when it takes no messages
record Capabilities(String product, int majorVersion, boolean confirms, boolean tellsOfBlocking) {

    /// The first version whose quorum queues give a message up after some deliveries, unless told otherwise.
    private static final int LIMITS_DELIVERIES = 4;

    private static final Pattern MAJOR = Pattern.compile("(\\d+)\\..*");

    /// Reads the properties of a server.
    static Capabilities of(Map<String, Object> properties) {
        Object product = properties.getOrDefault("product", "an unnamed broker");
        String version = String.valueOf(properties.getOrDefault("version", ""));
        Matcher major = MAJOR.matcher(version);
        Map<?, ?> capabilities = properties.get("capabilities") instanceof Map<?, ?> map ? map : Map.of();
        return new Capabilities(
                (product + " " + version).trim(),
                major.matches() ? Integer.parseInt(major.group(1)) : 0,
                isTrue(capabilities, "publisher_confirms") && isTrue(capabilities, "basic.nack"),
                isTrue(capabilities, "connection.blocked"));
    }

    /// What is missing so that messages can be kept there; empty when nothing is.
    Optional<String> shortcoming() {
        return confirms
                ? Optional.empty()
                : Optional.of(product + " does not confirm messages; needed is RabbitMQ, tried with 3.10");
    }

    /// Whether a quorum queue must be told to have patience.
    boolean limitsDeliveries() {
        return majorVersion >= LIMITS_DELIVERIES;
    }

    private static boolean isTrue(Map<?, ?> capabilities, String name) {
        return Boolean.TRUE.equals(capabilities.get(name));
    }
}
