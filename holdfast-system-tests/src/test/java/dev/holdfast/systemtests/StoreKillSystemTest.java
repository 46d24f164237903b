// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bench.Verdict;
import dev.holdfast.servers.ActiveMqBroker;
import dev.holdfast.servers.ArtemisServer;
import dev.holdfast.servers.EngineServer;
import dev.holdfast.servers.KafkaServer;
import dev.holdfast.servers.PostgresServer;
import dev.holdfast.servers.RabbitMqServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every store technology with an engine of its own: engine and program are killed in turn, twice in `./verify` and
/// twenty times in `./verify -Plong`.
class StoreKillSystemTest {

    private static final int ROUNDS = Integer.getInteger("holdfast.kill.rounds", 2);
    private static final String SEED = "holdfast.crash.seed";

    private static final String JMS = "org.apache.synapse.message.store.impl.jms.JmsStore";
    private static final String RABBITMQ = "org.apache.synapse.message.store.impl.rabbitmq.RabbitMQStore";

    @TempDir
    private Path folder;

    /// What is killed.
    enum Engine {
        ACTIVEMQ_CLASSIC,
        ARTEMIS,
        KAFKA,
        POSTGRESQL,
        RABBITMQ
    }

    /// Starts it in an empty folder.
    private static EngineServer start(Engine engine, Path folder) {
        return switch (engine) {
            case ACTIVEMQ_CLASSIC -> ActiveMqBroker.start(folder);
            case ARTEMIS -> ArtemisServer.start(folder);
            case KAFKA -> KafkaServer.start(folder);
            case POSTGRESQL -> PostgresServer.start();
            case RABBITMQ -> RabbitMqServer.start(folder);
        };
    }

    /// The artifact of the store on it.
    private static String store(EngineServer server) {
        return switch (server) {
            case ActiveMqBroker broker -> jms("org.apache.activemq.jndi.ActiveMQInitialContextFactory", broker.url());
            case ArtemisServer broker ->
                jms("org.apache.activemq.artemis.jndi.ActiveMQInitialContextFactory", broker.url());
            case KafkaServer kafka -> kafka(kafka);
            case PostgresServer postgres -> postgres(postgres);
            case RabbitMqServer rabbitMq -> rabbitMq(rabbitMq);
            default -> throw new IllegalArgumentException("no store is known for " + server.getClass());
        };
    }

    /// What users put into the folder `lib` for it.
    private static List<Path> library(EngineServer server) {
        return server instanceof ArtemisServer ? ArtemisServer.client() : List.of();
    }

    private static String jms(String contextFactory, String url) {
        return store(JMS, Map.of("java.naming.factory.initial", contextFactory, "java.naming.provider.url", url));
    }

    /// The program has a name, so that after a crash it has its messages back at once.
    private static String kafka(KafkaServer server) {
        return store(
                "dev.holdfast.kafka.KafkaMessageStore",
                Map.of(
                        "store.kafka.bootstrap.servers",
                        server.address(),
                        "store.kafka.topic.create",
                        "true",
                        "store.kafka.node",
                        "killed"));
    }

    private static String postgres(PostgresServer server) {
        return store(
                "org.apache.synapse.message.store.impl.jdbc.JDBCMessageStore",
                Map.of(
                        "store.jdbc.driver",
                        "org.postgresql.Driver",
                        "store.jdbc.connection.url",
                        server.url(),
                        "store.jdbc.username",
                        PostgresServer.USER,
                        "store.jdbc.password",
                        PostgresServer.PASSWORD,
                        "store.jdbc.table.create",
                        "true"));
    }

    private static String rabbitMq(RabbitMqServer server) {
        return store(
                RABBITMQ,
                Map.of(
                        "store.rabbitmq.host.name",
                        "127.0.0.1",
                        "store.rabbitmq.host.port",
                        Integer.toString(server.port())));
    }

    private static String store(String className, Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> "<parameter name=\"%s\">%s</parameter>"
                        .formatted(parameter.getKey(), parameter.getValue().replace("&", "&amp;")))
                .collect(Collectors.joining(
                        "",
                        "<messageStore name=\"Waiting\" class=\"" + className
                                + "\" xmlns=\"http://ws.apache.org/ns/synapse\">",
                        "</messageStore>"));
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void what_was_accepted_arrives_in_order_whenever_engine_and_program_are_killed(Engine kind) throws IOException {
        long seed = Long.getLong(SEED, System.nanoTime());
        System.out.println(kind + ": again with the same moments: -D" + SEED + "=" + seed);
        try (EngineServer engine = start(kind, folder.resolve("engine"))) {
            StoreKillLoop loop = new StoreKillLoop(engine, store(engine), library(engine), "one-lane");
            Verdict verdict = loop.run(ROUNDS, folder, new SplittableRandom(seed));
            System.out.println(kind + ": " + verdict.describe());
            assertThat(verdict.accepted()).isPositive();
            assertThat(verdict.holds(true))
                    .as("seed %d: %s", seed, verdict.describe())
                    .isTrue();
        }
    }
}
