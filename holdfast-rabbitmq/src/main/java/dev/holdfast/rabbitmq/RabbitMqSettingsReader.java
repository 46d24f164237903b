// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import dev.holdfast.rabbitmq.RabbitMqSettings.Access;
import dev.holdfast.rabbitmq.RabbitMqSettings.Credentials;
import dev.holdfast.rabbitmq.RabbitMqSettings.Destination;
import dev.holdfast.rabbitmq.RabbitMqSettings.Host;
import dev.holdfast.rabbitmq.RabbitMqSettings.QueueType;
import dev.holdfast.settings.Parameter;
import dev.holdfast.settings.Parameters;
import dev.holdfast.store.SendTimeout;
import dev.holdfast.upstream.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads the parameters of a store into typed settings. Used once.
final class RabbitMqSettingsReader {

    private static final String HOSTS = "store.rabbitmq.host.name";
    private static final String PORTS = "store.rabbitmq.host.port";
    private static final String USER = "store.rabbitmq.username";
    private static final String PASSWORD = "store.rabbitmq.password";
    private static final String VIRTUAL_HOST = "store.rabbitmq.virtual.host";
    private static final String QUEUE = "store.rabbitmq.queue.name";
    private static final String EXCHANGE = "store.rabbitmq.exchange.name";
    private static final String ROUTING_KEY = "store.rabbitmq.route.key";
    private static final String QUEUE_TYPE = "store.rabbitmq.queue.type";
    private static final String SINGLE_ACTIVE_CONSUMER = "store.rabbitmq.single.active.consumer";

    private static final String DEFAULT_USER = "guest";
    private static final int MAX_NAME_BYTES = 255;
    private static final int MAX_PORT = 65_535;

    private final Parameters parameters;

    RabbitMqSettingsReader(Parameters parameters) {
        this.parameters = parameters;
    }

    RabbitMqSettings read() {
        Access access = new Access(
                hosts(), parameters.text(VIRTUAL_HOST).orElse("/"), credentials(), new TlsReader(parameters).read());
        Destination destination = new Destination(
                name(QUEUE),
                name(EXCHANGE).orElse(""),
                name(ROUTING_KEY),
                queueType(),
                parameters.flag(SINGLE_ACTIVE_CONSUMER, false));
        readWithoutEffect();
        return new RabbitMqSettings(access, destination, WireFormat.read(parameters), SendTimeout.read(parameters));
    }

    private List<Host> hosts() {
        List<String> names = list(HOSTS, "localhost");
        List<String> ports = list(PORTS, "5672");
        if (names.size() != ports.size()) {
            parameters.error(
                    PORTS,
                    "parameter '" + HOSTS + "' names " + names.size() + " hosts, parameter '" + PORTS + "' "
                            + ports.size() + " ports; expected a port for each host");
            return List.of(new Host("localhost", 1));
        }
        List<Host> hosts = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            hosts.add(new Host(names.get(i), port(ports.get(i))));
        }
        return hosts;
    }

    private List<String> list(String parameter, String defaultValue) {
        return Arrays.stream(parameters.text(parameter).orElse(defaultValue).split(",", -1))
                .map(String::trim)
                .toList();
    }

    private int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            return wrongPort(text);
        }
        return wrongPort(text);
    }

    private int wrongPort(String text) {
        parameters.error(
                PORTS, "parameter '" + PORTS + "' has '" + text + "' in its list; expected a port, 1 to 65535");
        return 1;
    }

    /// What is missing or empty is the user that every RabbitMQ has at first.
    private Credentials credentials() {
        String user = parameters.text(USER).orElse(DEFAULT_USER);
        String password = parameters
                .find(PASSWORD)
                .map(Parameter::value)
                .filter(text -> !text.isBlank())
                .orElse(DEFAULT_USER);
        parameters.refuseVault(USER);
        parameters.refuseVault(PASSWORD);
        return new Credentials(user, password);
    }

    /// The protocol has one byte for the length of a name.
    private Optional<String> name(String parameter) {
        Optional<String> name = parameters.text(parameter);
        if (name.filter(text -> text.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES)
                .isPresent()) {
            parameters.error(
                    parameter, "parameter '" + parameter + "' is longer than " + MAX_NAME_BYTES + " bytes in UTF-8");
        }
        return name;
    }

    private QueueType queueType() {
        Optional<String> text = parameters.text(QUEUE_TYPE);
        Optional<QueueType> type = Arrays.stream(QueueType.values())
                .filter(candidate -> candidate
                        .text()
                        .equals(text.orElse(QueueType.CLASSIC.text()).toLowerCase(Locale.ROOT)))
                .findFirst();
        if (type.isEmpty()) {
            parameters.error(
                    QUEUE_TYPE,
                    "parameter '" + QUEUE_TYPE + "' is '" + text.orElse("") + "'; expected "
                            + Arrays.stream(QueueType.values())
                                    .map(QueueType::text)
                                    .collect(Collectors.joining(" or ")));
        }
        return type.orElse(QueueType.CLASSIC);
    }

    private void readWithoutEffect() {
        // What the store mediator and the router read.
        parameters.find("store.failover.message.store.name");
        parameters.find("store.producer.guaranteed.delivery.enable");
        String connects = "nothing waits for a broker that is down: the store connects as soon as it is back";
        parameters.inert("rabbitmq.connection.retry.interval", connects);
        parameters.inert("rabbitmq.connection.retry.count", connects);
    }
}
