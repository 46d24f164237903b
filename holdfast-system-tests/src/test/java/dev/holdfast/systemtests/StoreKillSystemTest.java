// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bench.Verdict;
import dev.holdfast.servers.ActiveMqBroker;
import dev.holdfast.servers.ArtemisServer;
import dev.holdfast.servers.EngineServer;
import dev.holdfast.servers.H2Server;
import dev.holdfast.servers.KafkaServer;
import dev.holdfast.servers.MariaDbServer;
import dev.holdfast.servers.PostgresServer;
import dev.holdfast.servers.RabbitMqServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every store technology with an engine of its own: engine and program are killed in turn, twice in `./verify` and
/// twenty times in `./verify -Plong`, where the other databases and the resequenced order have their turn too.
@Execution(ExecutionMode.CONCURRENT)
class StoreKillSystemTest {

    private static final int ROUNDS = Integer.getInteger("holdfast.kill.rounds", 2);
    private static final String SEED = "holdfast.crash.seed";

    /// Where the number of a message stands in what the load sends.
    private static final String NUMBER = "translate(//*[local-name()='id'], '@', '')";

    @TempDir
    private Path folder;

    /// What is killed.
    enum Engine {
        ACTIVEMQ_CLASSIC,
        ARTEMIS,
        H2,
        KAFKA,
        MARIADB,
        POSTGRESQL,
        POSTGRESQL_RESEQUENCED,
        RABBITMQ
    }

    /// Starts it in an empty folder.
    private static EngineServer start(Engine engine, Path folder) {
        return switch (engine) {
            case ACTIVEMQ_CLASSIC -> ActiveMqBroker.start(folder);
            case ARTEMIS -> ArtemisServer.start(folder);
            case H2 -> H2Server.start(folder);
            case KAFKA -> KafkaServer.start(folder);
            case MARIADB -> MariaDbServer.start();
            case POSTGRESQL, POSTGRESQL_RESEQUENCED -> PostgresServer.start();
            case RABBITMQ -> RabbitMqServer.start(folder);
        };
    }

    /// The artifact of the store on it.
    private static String store(Engine kind, EngineServer server) {
        return switch (server) {
            case ActiveMqBroker broker ->
                StoreArtifacts.jms("org.apache.activemq.jndi.ActiveMQInitialContextFactory", broker.url());
            case ArtemisServer broker ->
                StoreArtifacts.jms("org.apache.activemq.artemis.jndi.ActiveMQInitialContextFactory", broker.url());
            case H2Server h2 -> StoreArtifacts.jdbc(h2);
            case KafkaServer kafka -> StoreArtifacts.kafka(kafka);
            case MariaDbServer mariaDb -> StoreArtifacts.jdbc(mariaDb);
            case PostgresServer postgres
            when kind == Engine.POSTGRESQL_RESEQUENCED -> StoreArtifacts.resequence(postgres, "orders", NUMBER, 1);
            case PostgresServer postgres -> StoreArtifacts.jdbc(postgres);
            case RabbitMqServer rabbitMq -> StoreArtifacts.rabbitMq(rabbitMq);
            default -> throw new IllegalArgumentException("no store is known for " + server.getClass());
        };
    }

    /// What users put into the folder `lib` for it.
    private static List<Path> library(EngineServer server) {
        return switch (server) {
            case ArtemisServer _ -> ArtemisServer.client();
            case H2Server _ -> StoreArtifacts.driver(org.h2.Driver.class);
            case MariaDbServer _ -> StoreArtifacts.driver(org.mariadb.jdbc.Driver.class);
            default -> List.of();
        };
    }

    @ParameterizedTest
    @EnumSource(names = {"ACTIVEMQ_CLASSIC", "ARTEMIS", "KAFKA", "POSTGRESQL", "RABBITMQ"})
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void what_was_accepted_arrives_in_order_whenever_engine_and_program_are_killed(Engine kind) throws IOException {
        killInTurn(kind);
    }

    /// One technology with other databases and another order.
    @ParameterizedTest
    @EnumSource(names = {"H2", "MARIADB", "POSTGRESQL_RESEQUENCED"})
    @Tag("long")
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void and_so_it_does_on_the_other_databases_and_resequenced(Engine kind) throws IOException {
        killInTurn(kind);
    }

    private void killInTurn(Engine kind) throws IOException {
        long seed = Long.getLong(SEED, System.nanoTime());
        System.out.println(kind + ": again with the same moments: -D" + SEED + "=" + seed);
        try (EngineServer engine = start(kind, folder.resolve("engine"))) {
            StoreKillLoop loop = new StoreKillLoop(engine, store(kind, engine), library(engine), "one-lane");
            Verdict verdict = loop.run(ROUNDS, folder, new SplittableRandom(seed));
            System.out.println(kind + ": " + verdict.describe());
            assertThat(verdict.accepted()).isPositive();
            assertThat(verdict.holds(true))
                    .as("seed %d: %s", seed, verdict.describe())
                    .isTrue();
        }
    }
}
