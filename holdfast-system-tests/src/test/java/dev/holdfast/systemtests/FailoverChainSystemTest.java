// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.servers.ActiveMqBroker;
import dev.holdfast.servers.RabbitMqServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Any store behind any store: a chain over three engines, and a broker behind the embedded store.
class FailoverChainSystemTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    @Test
    void a_chain_over_three_engines_takes_what_two_dead_brokers_do_not_and_brings_it_home_in_order() {
        try (RabbitMqServer rabbit = RabbitMqServer.start(folder.resolve("rabbit"));
                ActiveMqBroker jms = ActiveMqBroker.start(folder.resolve("jms"));
                Gateway gateway = Gateway.start(folder, Map.of(), chain(rabbit, jms));
                Management management = Management.of(gateway.program())) {
            assertThat(gateway.post("first").status()).isEqualTo(202);
            gateway.awaitTaken(List.of("first"));

            rabbit.kill();
            post(gateway, "second", "third");
            awaitState(management, "Waiting", "failed-over");
            assertThat(depth(management, "Last")).isZero();
            jms.kill();
            post(gateway, "fourth", "fifth");
            awaitState(management, "Middle", "failed-over");
            assertThat(depth(management, "Last")).isEqualTo(2);
            assertThat(pair(management, "Middle").path("waiting").asInt()).isEqualTo(2);

            jms.restart();
            await().atMost(PATIENCE).until(() -> depth(management, "Last") == 0);
            rabbit.restart();

            gateway.awaitTaken(List.of("first", "second", "third", "fourth", "fifth"));
            awaitState(management, "Waiting", "direct");
            awaitState(management, "Middle", "direct");
            post(gateway, "sixth");
            gateway.awaitTaken(List.of("first", "second", "third", "fourth", "fifth", "sixth"));
        }
    }

    @Test
    void a_broker_takes_what_does_not_fit_into_the_embedded_store() {
        Map<String, String> few = Map.of("HOLDFAST_DATA_STORE_MESSAGES", "3");
        try (ActiveMqBroker jms = ActiveMqBroker.start(folder.resolve("jms"))) {
            Map<String, String> artifacts = new LinkedHashMap<>(ArtifactTexts.ordersTo(ArtifactTexts.STORE));
            artifacts.put("Waiting.xml", embedded("Waiting", ArtifactTexts.failoverTo("Spill")));
            artifacts.put("Spill.xml", ArtifactTexts.jmsStore("Spill", jms.url(), ""));
            artifacts.put("Home.xml", home("Spill", "Waiting"));
            try (Gateway gateway = Gateway.start(folder, few, artifacts);
                    Management management = Management.of(gateway.program())) {
                management.deactivate("Forward");
                List<String> symbols = Scenario.symbols("many", 8);
                post(gateway, symbols.toArray(String[]::new));
                assertThat(depth(management, "Waiting")).isEqualTo(3);
                assertThat(pair(management, "Waiting").path("waiting").asInt()).isEqualTo(5);

                management.activate("Forward");

                gateway.awaitTaken(symbols);
                awaitState(management, "Waiting", "direct");
            }
        }
    }

    private static Map<String, String> chain(RabbitMqServer rabbit, ActiveMqBroker jms) {
        Map<String, String> artifacts = new LinkedHashMap<>(ArtifactTexts.ordersTo(ArtifactTexts.STORE));
        artifacts.put("Waiting.xml", """
                <messageStore name="Waiting" class="org.apache.synapse.message.store.impl.rabbitmq.RabbitMQStore"
                              xmlns="http://ws.apache.org/ns/synapse">
                  <parameter name="store.rabbitmq.host.name">127.0.0.1</parameter>
                  <parameter name="store.rabbitmq.host.port">%d</parameter>
                  <parameter name="store.rabbitmq.username">guest</parameter>
                  <parameter name="store.rabbitmq.password">guest</parameter>
                  %s
                </messageStore>
                """.formatted(rabbit.port(), ArtifactTexts.failoverTo("Middle")));
        artifacts.put("Middle.xml", ArtifactTexts.jmsStore("Middle", jms.url(), ArtifactTexts.failoverTo("Last")));
        artifacts.put("Last.xml", ArtifactTexts.embeddedStore("Last"));
        artifacts.put("MiddleHome.xml", home("Middle", "Waiting"));
        artifacts.put("LastHome.xml", home("Last", "Middle"));
        return artifacts;
    }

    private static String embedded(String name, String parameters) {
        return "<messageStore name=\"%s\" xmlns=\"http://ws.apache.org/ns/synapse\">%s</messageStore>"
                .formatted(name, parameters);
    }

    private static String home(String from, String to) {
        return """
                <messageProcessor name="%sHome" messageStore="%s"
                    class="org.apache.synapse.message.processor.impl.failover.FailoverScheduledMessageForwardingProcessor"
                    xmlns="http://ws.apache.org/ns/synapse">
                  <parameter name="interval">50</parameter>
                  <parameter name="client.retry.interval">500</parameter>
                  <parameter name="message.target.store.name">%s</parameter>
                </messageProcessor>
                """.formatted(from, from, to);
    }

    private static void post(Gateway gateway, String... symbols) {
        for (String symbol : symbols) {
            assertThat(gateway.post(symbol).status()).as(symbol).isEqualTo(202);
        }
    }

    private static int depth(Management management, String store) {
        return management.store(store).path("size").asInt();
    }

    private static JsonNode pair(Management management, String original) {
        return management.store(original).path("failover");
    }

    private static void awaitState(Management management, String original, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                pair(management, original).path("state").asString(""))
                        .isEqualTo(state));
    }
}
