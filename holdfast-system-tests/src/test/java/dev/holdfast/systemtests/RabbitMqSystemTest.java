// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.servers.RabbitMqServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program with a store on a RabbitMQ that is not there when it starts.
class RabbitMqSystemTest {

    @TempDir
    private Path folder;

    @Test
    void a_broker_that_is_down_at_the_start_keeps_nobody_up_and_gets_its_messages_when_it_is_there() {
        try (RabbitMqServer server = RabbitMqServer.start(folder.resolve("rabbitmq"))) {
            server.kill();
            try (Gateway gateway = Gateway.start(folder, Map.of(), artifacts(server.port()));
                    Management management = Management.of(gateway.program())) {
                List<String> symbols = new ArrayList<>(Scenario.symbols("down", 5));
                symbols.forEach(symbol ->
                        assertThat(gateway.post(symbol).status()).as(symbol).isEqualTo(202));
                assertThat(gateway.depth("Failover")).isEqualTo(5);
                assertThat(management.store("Waiting").path("type").asString()).isEqualTo("rabbitmq-message-store");

                server.restart();
                List<String> later = Scenario.symbols("up", 3);
                later.forEach(symbol ->
                        assertThat(gateway.post(symbol).status()).as(symbol).isEqualTo(202));
                symbols.addAll(later);
                gateway.awaitTaken(symbols);
                assertThat(gateway.backEnd().received()).hasSameSizeAs(symbols);
            }
        }
    }

    private static Map<String, String> artifacts(int port) {
        Map<String, String> artifacts = ArtifactTexts.ordersTo(ArtifactTexts.STORE);
        artifacts.put("Waiting.xml", """
                <messageStore class="org.apache.synapse.message.store.impl.rabbitmq.RabbitMQStore" name="Waiting"
                              xmlns="http://ws.apache.org/ns/synapse">
                  <parameter name="store.rabbitmq.host.name">127.0.0.1</parameter>
                  <parameter name="store.rabbitmq.host.port">%d</parameter>
                  %s
                </messageStore>
                """.formatted(port, ArtifactTexts.failoverTo("Failover")));
        artifacts.put("Failover.xml", ArtifactTexts.embeddedStore("Failover"));
        artifacts.put("Home.xml", """
                <messageProcessor name="Home" messageStore="Failover"
                                  class="org.apache.synapse.message.processor.impl.failover.FailoverScheduledMessageForwardingProcessor"
                                  xmlns="http://ws.apache.org/ns/synapse">
                  <parameter name="interval">200</parameter>
                  <parameter name="message.target.store.name">Waiting</parameter>
                </messageProcessor>
                """);
        return artifacts;
    }
}
