// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.TestNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// How pairs of stores are shown, while the broker of one is away.
class FailoverApiTest {

    @TempDir
    Path folder;

    FailoverApiTest() {}

    @Test
    void every_pair_says_where_messages_go_since_when_why_and_how_many_wait() throws Exception {
        writeArtifacts();
        try (TestNode node = TestNode.start(folder);
                ApiClient api =
                        new ApiClient(node.node().managementPort().orElseThrow(), folder.resolve("data/keys"))) {
            api.login(node.password());
            JsonNode before = pair(api);
            assertThat(before.path("original").asString()).isEqualTo("Orders");
            assertThat(before.path("store").asString()).isEqualTo("Standby");
            assertThat(before.path("state").asString()).isEqualTo("direct");
            assertThat(before.path("waiting").asInt(-1)).isZero();
            assertThat(before.path("moverActive").asBoolean(true)).isFalse();
            assertThat(before.has("cause")).isFalse();

            assertThat(post(node)).isEqualTo(202);

            JsonNode after = pair(api);
            assertThat(after.path("state").asString()).isEqualTo("failed-over");
            assertThat(after.path("waiting").asInt()).isEqualTo(1);
            assertThat(after.path("originalUp").asBoolean(true)).isFalse();
            assertThat(after.path("failoverUp").asBoolean()).isTrue();
            assertThat(after.path("cause").asString()).contains("Orders", "127.0.0.1:1");
            assertThat(after.path("since").asString())
                    .isGreaterThan(before.path("since").asString());
            assertThat(api.get("/message-stores?name=Orders")
                            .json()
                            .path("failover")
                            .path("state")
                            .asString())
                    .isEqualTo("failed-over");
            assertThat(api.delete("/failover").status()).isEqualTo(405);
            api.forget();
            assertThat(api.get("/failover").status()).isEqualTo(401);
        }
    }

    private void writeArtifacts() throws IOException {
        artifact("Orders", """
                <messageStore name="Orders" class="org.apache.synapse.message.store.impl.jms.JmsStore"
                    xmlns="http://ws.apache.org/ns/synapse">
                  <parameter name="java.naming.factory.initial">org.apache.activemq.jndi.ActiveMQInitialContextFactory</parameter>
                  <parameter name="java.naming.provider.url">tcp://127.0.0.1:1</parameter>
                  <parameter name="store.failover.message.store.name">Standby</parameter>
                  <parameter name="store.producer.guaranteed.delivery.enable">true</parameter>
                </messageStore>""");
        artifact("Standby", "<messageStore name=\"Standby\" xmlns=\"http://ws.apache.org/ns/synapse\"/>");
        artifact("Proxy", """
                <proxy name="Orders" transports="http" xmlns="http://ws.apache.org/ns/synapse"><target><inSequence>
                  <property name="FORCE_SC_ACCEPTED" value="true" scope="axis2"/>
                  <store messageStore="Orders"/>
                </inSequence></target></proxy>""");
    }

    private static JsonNode pair(ApiClient api) throws IOException, InterruptedException {
        JsonNode list = api.get("/failover").json();
        assertThat(list.path("count").asInt()).isEqualTo(1);
        return list.path("list").path(0);
    }

    private static int post(TestNode node) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + node.node().ports().getFirst() + "/services/Orders"))
                    .header("Content-Type", "application/xml")
                    .POST(HttpRequest.BodyPublishers.ofString("<order/>"))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private void artifact(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve("artifacts"));
        Files.writeString(folder.resolve("artifacts/" + name + ".xml"), text);
    }
}
