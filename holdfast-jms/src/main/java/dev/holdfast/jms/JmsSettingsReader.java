// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.settings.Parameter;
import dev.holdfast.settings.Parameters;
import dev.holdfast.store.SendTimeout;
import dev.holdfast.upstream.WireFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the parameters of a store into typed settings. Used once.
final class JmsSettingsReader {

    static final String CONTEXT_FACTORY = "java.naming.factory.initial";
    static final String PROVIDER_URL = "java.naming.provider.url";

    private static final String CONNECTION_FACTORY = "store.jms.connection.factory";
    private static final String DESTINATION = "store.jms.destination";
    private static final String USER = "store.jms.username";
    private static final String PASSWORD = "store.jms.password";
    private static final String SPECIFICATION = "store.jms.JMSSpecVersion";

    /// What goes to the naming service as it is.
    private static final List<String> NAMING_PREFIXES =
            List.of("java.naming.", "connectionfactory.", "connectionFactory.", "queue.", "topic.", "destination.");
    private static final Set<String> NAMING_NAMES =
            Set.of("brokerURL", "clientID", "connectionFactoryNames", "password", "userName");
    private static final String ASYNCHRONOUS_ARTEMIS = "blockOnDurableSend=false";

    private final Parameters parameters;

    JmsSettingsReader(Parameters parameters) {
        this.parameters = parameters;
    }

    JmsSettings read() {
        String contextFactory = parameters.requiredText(CONTEXT_FACTORY);
        if (!contextFactory.isEmpty()) {
            requireClient(contextFactory);
        }
        parameters.requiredText(PROVIDER_URL);
        readWithoutEffect();
        return new JmsSettings(
                parameters.library(),
                environment(),
                name(CONNECTION_FACTORY).orElse("QueueConnectionFactory"),
                name(DESTINATION),
                credentials(),
                SendTimeout.read(parameters),
                format(contextFactory));
    }

    private void requireClient(String contextFactory) {
        Optional<KnownClient> known = KnownClient.of(contextFactory);
        String wanted = known.map(client -> "; expected " + client.successor()).orElse("");
        if (known.filter(client -> client.isOldIn(parameters.library())).isPresent()) {
            parameters.error(
                    CONTEXT_FACTORY,
                    "the client of " + contextFactory + " is one for javax.jms; a store needs one for jakarta.jms"
                            + wanted);
        } else if (!NamingService.exists(contextFactory, parameters.library())) {
            parameters.error(
                    CONTEXT_FACTORY,
                    "class " + contextFactory + " is neither in the program nor in the folder lib; at hand is "
                            + ActiveMqClassic.CONTEXT_FACTORY + ", for others put the client of the provider, for"
                            + " jakarta.jms, into the folder lib beside the artifacts" + wanted);
        }
    }

    /// A name to look up. A URL would be looked up elsewhere than in the artifact's own naming service.
    private Optional<String> name(String parameter) {
        Optional<String> name = parameters.text(parameter);
        if (name.filter(text -> text.contains(":")).isPresent()) {
            parameters.error(
                    parameter,
                    "parameter '" + parameter + "' is '" + name.get() + "'; expected a name in the naming service of "
                            + CONTEXT_FACTORY + ", not a URL");
        }
        return name;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (Parameter parameter : parameters.all().values()) {
            String name = parameter.name();
            if (NAMING_NAMES.contains(name) || NAMING_PREFIXES.stream().anyMatch(name::startsWith)) {
                parameters.text(name).ifPresent(value -> environment.put(name, synchronous(name, value)));
            }
        }
        return environment;
    }

    private String synchronous(String name, String value) {
        if (!value.contains(ASYNCHRONOUS_ARTEMIS)) {
            return value;
        }
        parameters.warning(
                name, "'" + ASYNCHRONOUS_ARTEMIS + "' is not used: a send that is not confirmed would not be stored");
        return value.replace(ASYNCHRONOUS_ARTEMIS, "blockOnDurableSend=true");
    }

    private Optional<JmsSettings.Credentials> credentials() {
        Optional<String> user = parameters.text(USER);
        Optional<String> password = parameters.find(PASSWORD).map(Parameter::value);
        if (user.isPresent() != password.isPresent()) {
            String missing = user.isPresent() ? PASSWORD : USER;
            parameters.warning(
                    user.isPresent() ? USER : PASSWORD,
                    "neither is used, as parameter '" + missing + "' is missing: the two come together");
            return Optional.empty();
        }
        parameters.refuseVault(PASSWORD);
        return user.map(name -> new JmsSettings.Credentials(name, password.orElse("")));
    }

    private WireFormat format(String contextFactory) {
        if (parameters
                .text(WireFormat.PARAMETER)
                .filter(BallerinaForm.NAME::equals)
                .isPresent()) {
            parameters.warning(
                    WireFormat.PARAMETER,
                    "messages are written as Ballerina's store-forward connector reads them: properties, variables and"
                            + " times to live are missing there, and a field with several values is one line");
            return WireFormat.BALLERINA;
        }
        WireFormat format = WireFormat.read(parameters);
        if (format.isUpstream() && !contextFactory.equals(ActiveMqClassic.CONTEXT_FACTORY)) {
            parameters.error(
                    WireFormat.PARAMETER,
                    "only the client of ActiveMQ Classic (" + ActiveMqClassic.CONTEXT_FACTORY
                            + ") can write upstream's objects without upstream's classes");
        }
        return format;
    }

    private void readWithoutEffect() {
        Optional<String> specification = parameters.text(SPECIFICATION);
        if (specification.filter(version -> version.startsWith("1.0")).isPresent()) {
            parameters.warning(SPECIFICATION, "JMS 1.0 is not spoken; the store uses the interfaces of JMS 1.1");
        }
        // What the store mediator and the router read.
        parameters.find("store.failover.message.store.name");
        parameters.find("store.producer.guaranteed.delivery.enable");
        parameters.inert("store.jms.cache.connection", "connections are always kept");
        parameters.inert("store.jms.ConsumerReceiveTimeOut", "a message is received as soon as it is there");
        parameters.inert("vender.class.loader.enabled", "there is one class path");
    }
}
