// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Start and stop of a node.
class NodeTest {

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void a_node_listens_for_clients_and_operators_and_says_the_password_once() throws Exception {
        try (TestNode first = TestNode.start(folder)) {
            assertThat(first.node().ports()).hasSize(2).doesNotContain(0);
            assertThat(get(first.node().ports().getFirst(), "/nothing").statusCode())
                    .isEqualTo(404);
            assertThat(first.password()).hasSize(16);
        }
        try (TestNode second = TestNode.start(folder)) {
            assertThat(second.console()).noneMatch(line -> line.contains("password"));
        }
    }

    @Test
    void health_and_metrics_need_no_password() throws Exception {
        try (TestNode node = TestNode.start(folder)) {
            int port = node.node().metricsPort().orElseThrow();

            assertThat(get(port, "/liveness").body()).isEqualTo("{\"status\":\"started\"}");
            assertThat(get(port, "/healthz").body()).isEqualTo("{\"status\":\"ready\"}");
            assertThat(get(port, "/metrics").body())
                    .contains("holdfast_store_messages{store=\"invalid-messages\"} 0.0")
                    .contains("holdfast_store_unaccounted{store=\"invalid-messages\"} 0.0")
                    .contains("jvm_");
            assertThat(get(port, "/metric-service/metrics").statusCode()).isEqualTo(200);
            assertThat(get(port, "/other").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void a_port_that_is_in_use_is_named_and_nothing_is_left_running() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertThatThrownBy(() -> start(Map.of("HOLDFAST_HTTP_PORT", port)))
                    .isInstanceOfSatisfying(
                            StartException.class,
                            refused -> assertThat(refused.reason()).isEqualTo(StartException.Reason.NETWORK))
                    .hasMessageContaining("http.port")
                    .hasMessageContaining(port);
        }
        TestNode.start(folder).close();
    }

    @Test
    void a_port_beyond_the_last_is_refused_with_its_setting() {
        assertThatThrownBy(() -> start(Map.of("HOLDFAST_SERVER_OFFSET", "60000", "HOLDFAST_HTTP_PORT", "8290")))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("http.port with server.offset is 68290");
    }

    @Test
    void a_key_store_that_cannot_be_read_is_named() throws IOException {
        Path noKeyStore = Files.writeString(folder.resolve("keys.p12"), "nothing");

        assertThatThrownBy(() -> start(Map.of("HOLDFAST_HTTPS_KEY_STORE", noKeyStore.toString())))
                .isInstanceOfSatisfying(
                        StartException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(StartException.Reason.KEY_STORE))
                .hasMessageContaining(noKeyStore.toString());
    }

    @Test
    void listeners_that_nobody_wants_are_not_opened() {
        Map<String, String> none = Map.of(
                "HOLDFAST_HTTP_ENABLED", "false",
                "HOLDFAST_HTTPS_ENABLED", "false",
                "HOLDFAST_MANAGEMENT_ENABLED", "false",
                "HOLDFAST_METRICS_ENABLED", "false");
        try (Node node = start(none)) {
            assertThat(node.ports()).isEmpty();
            assertThat(node.managementPort()).isEmpty();
            assertThat(node.metricsPort()).isEmpty();
        }
    }

    private Node start(Map<String, String> settings) {
        return Node.start(NodeOptions.of(TestNode.settings(folder, settings), TestNode.artifacts(folder), line -> {}));
    }

    private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
