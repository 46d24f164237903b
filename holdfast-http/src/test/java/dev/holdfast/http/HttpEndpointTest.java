// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.endpoint.Outbound;
import dev.holdfast.endpoint.SendResult;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.Content;
import dev.holdfast.message.FlowId;
import dev.holdfast.message.Headers;
import dev.holdfast.message.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The endpoint of the library. B9 is a weakness of the Ballerina connector that is closed here.
class HttpEndpointTest {

    private static final FlowId FLOW = new FlowId(1, 2);

    @Test
    void a_2xx_is_a_delivery_and_any_other_answer_is_none() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
                HttpEndpoint endpoint = HttpEndpoint.post(server.url())) {
            assertThat(endpoint.send(outbound(Headers.empty(), 1))).isInstanceOf(SendResult.Delivered.class);
        }
        try (ScriptedServer server = ScriptedServer.answering("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
                HttpEndpoint endpoint = HttpEndpoint.post(server.url())) {
            assertThat(endpoint.send(outbound(Headers.empty(), 1))).isInstanceOf(SendResult.Refused.class);
        }
    }

    @Test
    void what_was_not_sent_is_told_from_what_is_in_doubt() throws IOException {
        ScriptedServer gone = ScriptedServer.answering(ScriptedServer.OK);
        String url = gone.url();
        gone.close();
        try (HttpEndpoint endpoint = HttpEndpoint.post(url)) {
            assertThat(endpoint.send(outbound(Headers.empty(), 1))).isInstanceOf(SendResult.NotSent.class);
        }
        try (ScriptedServer silent = new ScriptedServer(ScriptedServer.Guest::readRequest);
                HttpEndpoint endpoint = HttpEndpoint.builder(silent.url())
                        .timeout(Duration.ofSeconds(20))
                        .build()) {
            assertThat(endpoint.send(outbound(Headers.empty(), 1))).isInstanceOf(SendResult.InDoubt.class);
        }
    }

    @Test
    void b9_fields_of_the_connection_that_a_message_came_by_are_not_replayed() throws IOException {
        Headers stored = Headers.of(List.of(
                new Headers.Field("Host", "old.example:8080"),
                new Headers.Field("Content-Length", "999"),
                new Headers.Field("Connection", "X-Hop"),
                new Headers.Field("X-Hop", "1"),
                new Headers.Field("X-Order", "7"),
                new Headers.Field("X-Order", "8")));
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.OK);
                HttpEndpoint endpoint =
                        HttpEndpoint.builder(server.url()).method("PUT").build()) {
            endpoint.send(outbound(stored, 3));
            String head = server.heads().getFirst();
            assertThat(head)
                    .startsWith("PUT /path HTTP/1.1")
                    .contains("Host: 127.0.0.1:" + server.port(), "Content-Length: 4", "Content-Type: text/plain")
                    .contains("X-Order: 7", "X-Order: 8", "Holdfast-Attempt: 3", "Holdfast-Append-Id: " + id())
                    .doesNotContain("old.example", "999", "X-Hop");
        }
    }

    @Test
    void the_fields_by_which_a_repeat_is_told_can_be_left_out() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.OK);
                HttpEndpoint endpoint =
                        HttpEndpoint.builder(server.url()).withoutIdFields().build()) {
            endpoint.send(outbound(Headers.empty(), 1));
            assertThat(server.heads().getFirst()).doesNotContain("Holdfast");
        }
    }

    @Test
    void endpoints_can_share_a_transport() throws IOException {
        try (HttpTransport transport = HttpTransport.open(TransportSettings.defaults(), TestTime.TIMER);
                ScriptedServer server = ScriptedServer.answering(ScriptedServer.OK)) {
            HttpEndpoint.Builder builder = HttpEndpoint.builder(server.url());
            try (HttpEndpoint first = builder.build(transport, TestTime.TIMER)) {
                first.send(outbound(Headers.empty(), 1));
            }
            try (HttpEndpoint second = builder.build(transport, TestTime.TIMER)) {
                assertThat(second.send(outbound(Headers.empty(), 1))).isInstanceOf(SendResult.Delivered.class);
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_name_does_not_tell_secrets() {
        try (HttpEndpoint endpoint = HttpEndpoint.post("http://localhost:9090/sales/save-order?key=secret")) {
            assertThat(endpoint.name()).isEqualTo("POST http://localhost:9090/sales/save-order");
        }
    }

    @Test
    void what_is_no_address_or_method_is_refused() {
        assertThatThrownBy(() -> HttpEndpoint.builder("localhost:9090/x"))
                .hasMessageContaining("expected http:// or https:// with a host");
        assertThatThrownBy(() -> HttpEndpoint.builder("http:///x")).hasMessageContaining("expected http://");
        assertThatThrownBy(() -> HttpEndpoint.builder("http://localhost/").method("GO ON"))
                .hasMessageContaining("'GO ON' is no method");
    }

    private static Outbound outbound(Headers headers, int attempt) {
        Message message = Message.of(FLOW, Content.ofText("body", "text/plain")).withHeaders(headers);
        return new Outbound(message, id(), attempt, Outbound.SuspensionRule.TRY_THROUGH_DEFAULT);
    }

    private static AppendId id() {
        return new AppendId(FLOW, 7);
    }
}
