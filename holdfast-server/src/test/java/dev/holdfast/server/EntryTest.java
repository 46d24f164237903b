// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.management.ApiClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What brings messages in, in a whole node: ports of inbound endpoints, and what the management API says of all of
/// it.
class EntryTest {

    private static final String OF_EVERY_KIND = """
            <definitions xmlns="http://ws.apache.org/ns/synapse">
              <api name="Orders" context="/orders" version="1" version-type="url">
                <resource methods="GET PUT" uri-template="/{id}"><inSequence><respond/></inSequence></resource></api>
              <proxy name="Quote"><target endpoint="Back"/></proxy>
              <sequence name="S"><drop/></sequence>
              <endpoint name="Back"><address uri="http://back:9000/x"/></endpoint>
              <template name="T"><parameter name="p"/><sequence><drop/></sequence></template>
              <task name="Tick" group="g" class="org.apache.synapse.startup.tasks.MessageInjector">
                <trigger interval="3600" count="9"/><property name="message"><a/></property>
                <property name="injectTo" value="sequence"/><property name="sequenceName" value="S"/></task>
              <inboundEndpoint name="In" protocol="http" sequence="S" suspend="true"><parameters>
                <parameter name="inbound.http.port">8085</parameter></parameters></inboundEndpoint>
              <localEntry key="secret">hush</localEntry>
            </definitions>
            """;
    private static final String SYNAPSE = " xmlns=\"http://ws.apache.org/ns/synapse\"";
    private static final String SEQUENCE = "<sequence name=\"S\"" + SYNAPSE
            + "><property name=\"HTTP_SC\" value=\"201\" scope=\"axis2\"/><respond/></sequence>";

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private Optional<TestNode> started = Optional.empty();

    EntryTest() {}

    @AfterEach
    void stop() {
        started.ifPresent(TestNode::close);
        http.close();
    }

    private TestNode node() {
        return started.orElseThrow();
    }

    private void file(String name, String xml) throws IOException {
        Path target = Files.createDirectories(folder.resolve("artifacts")).resolve(name);
        Path part = Files.writeString(folder.resolve(name + ".part"), xml);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String inbound(int port) {
        return "<inboundEndpoint name=\"I\" protocol=\"http\" sequence=\"S\"" + SYNAPSE + "><parameters>"
                + "<parameter name=\"inbound.http.port\">" + port + "</parameter></parameters></inboundEndpoint>";
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private int status(int port) throws InterruptedException {
        try {
            URI target = URI.create("http://127.0.0.1:" + port + "/any");
            return http.send(HttpRequest.newBuilder(target).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void an_inbound_endpoint_listens_on_a_port_of_its_own_and_moves_when_its_artifact_does() throws Exception {
        int first = freePort();
        int second = freePort();
        file("S.xml", SEQUENCE);
        file("I.xml", inbound(first));
        started = Optional.of(TestNode.start(folder, Map.of("HOLDFAST_DEPLOYMENT_SCAN_INTERVAL", "100ms")));
        assertThat(status(first)).isEqualTo(201);

        file("I.xml", inbound(second));
        await().atMost(Duration.ofSeconds(30)).until(() -> status(second) == 201);
        assertThat(status(first)).isZero();

        node().close();
        assertThat(status(second)).isZero();
    }

    @Test
    void the_offset_is_added_to_ports_of_inbound_endpoints_when_that_is_set() throws Exception {
        int port = freePort();
        file("S.xml", SEQUENCE);
        file("I.xml", inbound(port - 5));
        started = Optional.of(
                TestNode.start(folder, Map.of("HOLDFAST_SERVER_OFFSET", "5", "HOLDFAST_INBOUND_PORT_OFFSET", "true")));
        assertThat(status(port)).isEqualTo(201);
    }

    @Test
    void a_port_that_is_taken_keeps_nothing_else_from_running() throws Exception {
        try (NodeLog log = NodeLog.open();
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            file("S.xml", SEQUENCE);
            file("main.xml", SEQUENCE.replace("name=\"S\"", "name=\"main\""));
            file("I.xml", inbound(other.getLocalPort()));
            started = Optional.of(TestNode.start(folder));
            assertThat(status(node().node().ports().getFirst())).isEqualTo(201);
            assertThat(String.join("\n", log.lines()))
                    .contains("Inbound endpoint I does not listen: cannot listen on port " + other.getLocalPort()
                            + " (inbound endpoint I)");
        }
    }

    @Test
    void what_is_deployed_is_listed_by_kind() throws Exception {
        file("all.xml", OF_EVERY_KIND);
        started = Optional.of(TestNode.start(folder));
        try (ApiClient api = new ApiClient(node().node().managementPort().orElseThrow(), folder.resolve("data/keys"))) {
            api.login(node().password());
            int port = node().node().ports().getFirst();
            assertThat(api.get("/apis").json().toString())
                    .isEqualTo("{\"count\":1,\"list\":[{\"url\":\"http://127.0.0.1:" + port + "/orders/1\",\"context\":"
                            + "\"/orders\",\"version\":\"1\",\"resources\":[{\"url\":\"/{id}\",\"methods\":[\"GET\",\"PUT\"]}],"
                            + "\"name\":\"Orders:v1\"}]}");
            assertThat(one(api, "/proxy-services?name=Quote").path("wsdl1_1").asString())
                    .isEqualTo("http://127.0.0.1:" + port + "/services/Quote?wsdl");
            assertThat(one(api, "/endpoints?name=Back")
                            .path("addresses")
                            .path(0)
                            .asString())
                    .isEqualTo("http://back:9000/x");
            assertThat(one(api, "/tasks?name=Tick").path("triggerInterval").asInt())
                    .isEqualTo(3600);
            assertThat(one(api, "/inbound-endpoints?name=In").path("status").asString())
                    .isEqualTo("inactive");
            assertThat(one(api, "/templates?name=T").path("parameters").path(0).asString())
                    .isEqualTo("p");
            assertThat(api.get("/local-entries").text()).contains("secret").doesNotContain("hush");
            assertThat(one(api, "/sequences?searchKey=s").path("count").asInt()).isEqualTo(1);
            assertThat(one(api, "/sequences?searchKey=x").path("count").asInt()).isZero();
            assertThat(api.get("/apis?name=None").status()).isEqualTo(404);
            assertThat(api.post("/apis", "{}").status()).isEqualTo(405);
            assertThat(api.get("/nothing").json().path("Error").asString()).contains("inbound-endpoints");
        }
    }

    private static JsonNode one(ApiClient api, String path) throws IOException, InterruptedException {
        return api.get(path).json();
    }
}
