// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.server.TestNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The metrics of a node whose broker and whose back end are away, and the reference page about them.
class MetricsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "reference", "metrics.md");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern DOCUMENTED = Pattern.compile("`(holdfast_[a-z_]+)`");
    private static final Pattern SHOWN = Pattern.compile("(?m)^(holdfast_[a-z_]+)");

    private static final String ARTIFACTS = """
            <definitions xmlns="http://ws.apache.org/ns/synapse">
              <messageStore name="Orders" class="org.apache.synapse.message.store.impl.jms.JmsStore">
                <parameter name="java.naming.factory.initial">org.apache.activemq.jndi.ActiveMQInitialContextFactory</parameter>
                <parameter name="java.naming.provider.url">tcp://127.0.0.1:1</parameter>
                <parameter name="store.failover.message.store.name">Standby</parameter>
                <parameter name="store.producer.guaranteed.delivery.enable">true</parameter>
              </messageStore>
              <messageStore name="Standby"/>
              <messageStore name="Replayed"/>
              <messageProcessor name="Idle" messageStore="Replayed" targetEndpoint="Well"
                  class="org.apache.synapse.message.processor.impl.forwarder.ScheduledMessageForwardingProcessor">
                <parameter name="is.active">false</parameter>
              </messageProcessor>
              <endpoint name="Well"><address uri="http://127.0.0.1:1/well"/></endpoint>
              <endpoint name="Away"><address uri="http://127.0.0.1:1/away"/></endpoint>
              <endpoint name="Alias" key="Away"/>
              <endpoint name="Group"><failover><endpoint key="Away"/><endpoint key="Well"/></failover></endpoint>
              <proxy name="Store"><target><inSequence>
                <property name="FORCE_SC_ACCEPTED" value="true" scope="axis2"/><store messageStore="Orders"/>
              </inSequence></target></proxy>
              <proxy name="Call"><target><inSequence><call><endpoint key="Away"/></call><respond/></inSequence></target></proxy>
            </definitions>
            """;

    @TempDir
    Path folder;

    private TestNode node;
    private ApiClient api;
    private HttpClient http;

    MetricsPageTest() {}

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(folder.resolve("artifacts"));
        Files.writeString(folder.resolve("artifacts/all.xml"), ARTIFACTS);
        node = TestNode.start(folder);
        http = HttpClient.newHttpClient();
        api = new ApiClient(node.node().managementPort().orElseThrow(), folder.resolve("data/keys"));
        api.login(node.password());
    }

    @AfterEach
    void stop() {
        api.close();
        http.close();
        node.close();
    }

    @Test
    void an_endpoint_that_is_down_and_left_alone_is_shown_under_all_its_names() throws Exception {
        assertThat(metrics())
                .contains("holdfast_endpoint_up{endpoint=\"Away\"} 1.0")
                .contains("holdfast_endpoint_suspended{endpoint=\"Away\"} 0.0");

        post("Call");

        assertThat(metrics())
                .contains("holdfast_endpoint_up{endpoint=\"Away\"} 0.0")
                .contains("holdfast_endpoint_suspended{endpoint=\"Away\"} 1.0")
                .contains("holdfast_endpoint_up{endpoint=\"Alias\"} 0.0")
                .contains("holdfast_endpoint_suspended{endpoint=\"Alias\"} 1.0")
                .contains("holdfast_endpoint_up{endpoint=\"Well\"} 1.0")
                .contains("holdfast_endpoint_suspended{endpoint=\"Group\"} 0.0");
        assertThat(api.get("/endpoints?name=Away").json().path("state").asString())
                .isEqualTo("down");
        assertThat(api.get("/endpoints?name=Away").json().has("suspendedUntil")).isTrue();
        assertThat(api.get("/endpoints?name=Well").json().has("suspendedUntil")).isFalse();
    }

    @Test
    void replays_count_what_went_what_stayed_and_what_could_not_go_on() throws Exception {
        post("Store");
        post("Store");
        assertThat(metrics())
                .contains("holdfast_replay_replayed_total{store=\"Standby\"} 0.0")
                .contains("holdfast_replay_running{store=\"Standby\"} 0.0");

        assertThat(api.post("/message-stores/Standby/messages", "{\"to\":\"Replayed\",\"limit\":1}")
                        .status())
                .isEqualTo(202);
        assertThat(api.post("/message-stores/Orders/messages", "{\"to\":\"Replayed\"}")
                        .status())
                .isEqualTo(202);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(metrics())
                        .contains("holdfast_replay_replayed_total{store=\"Standby\"} 1.0")
                        .contains("holdfast_replay_failed_total{store=\"Orders\"} 1.0")
                        .contains("holdfast_replay_running{store=\"Orders\"} 0.0"));

        assertThat(api.post("/message-stores/Standby/messages", "{\"to\":\"Replayed\",\"rate\":0.01}")
                        .status())
                .isEqualTo(202);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(metrics())
                        .contains("holdfast_replay_replayed_total{store=\"Standby\"} 2.0")
                        .contains("holdfast_replay_running{store=\"Standby\"} 1.0"));
        String left = api.get("/message-stores/Replayed/messages")
                .json()
                .path("list")
                .path(0)
                .path("id")
                .asString();
        assertThat(api.post("/message-stores/Replayed/messages/" + left, "").status())
                .isEqualTo(409);
        assertThat(metrics()).contains("holdfast_replay_left_total{store=\"Replayed\"} 1.0");
    }

    @Test
    void every_metric_is_on_the_page_and_no_other() throws Exception {
        post("Store");

        assertThat(names(SHOWN, metrics())).isEqualTo(names(DOCUMENTED, Files.readString(PAGE)));
    }

    private static Set<String> names(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        pattern.matcher(text).results().map(found -> found.group(1)).forEach(names::add);
        return names;
    }

    private String metrics() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        uri(node.node().metricsPort().orElseThrow(), "/metrics"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private void post(String proxy) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(node.node().ports().getFirst(), "/services/" + proxy))
                .header("Content-Type", "application/xml")
                .POST(HttpRequest.BodyPublishers.ofString("<order/>"))
                .build();
        http.send(request, HttpResponse.BodyHandlers.discarding());
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
