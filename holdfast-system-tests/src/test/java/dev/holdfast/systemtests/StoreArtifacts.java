// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import dev.holdfast.servers.H2Server;
import dev.holdfast.servers.KafkaServer;
import dev.holdfast.servers.MariaDbServer;
import dev.holdfast.servers.PostgresServer;
import dev.holdfast.servers.RabbitMqServer;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Artifacts of stores that are named `Waiting` and lie on the servers of tests.
final class StoreArtifacts {

    private static final String JMS = "org.apache.synapse.message.store.impl.jms.JmsStore";
    private static final String RABBITMQ = "org.apache.synapse.message.store.impl.rabbitmq.RabbitMQStore";
    private static final String KAFKA = "dev.holdfast.kafka.KafkaMessageStore";
    private static final String JDBC = "org.apache.synapse.message.store.impl.jdbc.JDBCMessageStore";
    private static final String RESEQUENCE = "org.apache.synapse.message.store.impl.resequencer.ResequenceMessageStore";

    private StoreArtifacts() {}

    static String jms(String contextFactory, String url) {
        return store(JMS, Map.of("java.naming.factory.initial", contextFactory, "java.naming.provider.url", url), "");
    }

    static String rabbitMq(RabbitMqServer server) {
        String port = Integer.toString(server.port());
        return store(RABBITMQ, Map.of("store.rabbitmq.host.name", "127.0.0.1", "store.rabbitmq.host.port", port), "");
    }

    /// The program has a name, so that after a crash it has its messages back at once.
    static String kafka(KafkaServer server) {
        return store(
                KAFKA,
                Map.of(
                        "store.kafka.bootstrap.servers",
                        server.address(),
                        "store.kafka.topic.create",
                        "true",
                        "store.kafka.node",
                        "killed"),
                "");
    }

    static String jdbc(PostgresServer server) {
        return store(JDBC, onPostgres(server), "");
    }

    /// Users put its driver into the folder `lib`.
    static String jdbc(MariaDbServer server) {
        return store(
                JDBC, jdbc("org.mariadb.jdbc.Driver", server.url(), MariaDbServer.USER, MariaDbServer.PASSWORD), "");
    }

    /// Users put its driver into the folder `lib`.
    static String jdbc(H2Server server) {
        return store(JDBC, jdbc("org.h2.Driver", server.url(), H2Server.USER, H2Server.PASSWORD), "");
    }

    /// @param table its name
    /// @param number the expression that finds the number in a message
    /// @param gapTimeout how long a number that is missing is waited for, in seconds
    static String resequence(PostgresServer server, String table, String number, int gapTimeout) {
        Map<String, String> parameters = new LinkedHashMap<>(onPostgres(server));
        parameters.put("store.jdbc.table", table);
        parameters.put("store.resequence.timeout", Integer.toString(gapTimeout));
        return store(
                RESEQUENCE,
                parameters,
                "<parameter name=\"store.resequence.id.path\" expression=\"%s\"/>".formatted(number));
    }

    /// The jar of a driver that Holdfast does not bring.
    static List<Path> driver(Class<?> driver) {
        try {
            return List.of(Path.of(
                    driver.getProtectionDomain().getCodeSource().getLocation().toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> onPostgres(PostgresServer server) {
        return jdbc("org.postgresql.Driver", server.url(), PostgresServer.USER, PostgresServer.PASSWORD);
    }

    private static Map<String, String> jdbc(String driver, String url, String user, String password) {
        return Map.of(
                "store.jdbc.driver",
                driver,
                "store.jdbc.connection.url",
                url,
                "store.jdbc.username",
                user,
                "store.jdbc.password",
                password,
                "store.jdbc.table.create",
                "true");
    }

    private static String store(String className, Map<String, String> parameters, String more) {
        return parameters.entrySet().stream()
                .map(parameter -> "<parameter name=\"%s\">%s</parameter>"
                        .formatted(parameter.getKey(), parameter.getValue().replace("&", "&amp;")))
                .collect(Collectors.joining(
                        "",
                        "<messageStore name=\"Waiting\" class=\"" + className
                                + "\" xmlns=\"http://ws.apache.org/ns/synapse\">",
                        more + "</messageStore>"));
    }
}
