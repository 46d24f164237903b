// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.message.Headers.Field;
import dev.holdfast.transport.Request;
import dev.holdfast.transport.TransportResult;
import dev.holdfast.transport.TransportResult.Answered;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes out: the request as it was given, once, and nothing of the client's own.
class TransportWireTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final HttpTransport transport = HttpTransport.open(TransportSettings.defaults(), TestTime.TIMER);

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void a_request_goes_out_as_it_was_given() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.OK)) {
            Headers headers = Headers.of(List.of(
                    new Field("x-lower", "a"),
                    new Field("X-MULTI", "1"),
                    new Field("SOAPAction", "\"urn:getQuote\""),
                    new Field("x-multi", "2")));
            URI target = URI.create("http://127.0.0.1:" + server.port() + "/a%20b//c/../d?x=1&y=%2F#part");
            send("POST", target, headers, Content.ofText("<a/>", "text/xml;charset=utf-8"));
            assertThat(server.heads())
                    .containsExactly("POST /a%20b//c/../d?x=1&y=%2F HTTP/1.1\r\n"
                            + "x-lower: a\r\nX-MULTI: 1\r\nSOAPAction: \"urn:getQuote\"\r\nx-multi: 2\r\n"
                            + "Content-Type: text/xml;charset=utf-8\r\n"
                            + "Host: 127.0.0.1:" + server.port() + "\r\nContent-Length: 4\r\n"
                            + "Connection: keep-alive\r\n\r\n");
        }
    }

    @Test
    void a_host_that_the_request_has_is_sent_and_does_not_change_where_it_goes() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.OK)) {
            send(
                    "POST",
                    URI.create(server.url()),
                    Headers.of("Host", "orders.example.com:8080"),
                    Content.ofText("<a/>", "text/xml"));
            assertThat(server.heads().getFirst())
                    .contains("POST /path HTTP/1.1\r\n", "Host: orders.example.com:8080\r\n")
                    .doesNotContain("127.0.0.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "user@host", "host:port", "host/path", ""})
    void a_host_that_is_none_is_not_sent(String host) throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.OK)) {
            TransportResult result = send(
                    "POST", URI.create(server.url()), Headers.of("Host", host), Content.ofText("<a/>", "text/xml"));
            assertThat(result).isInstanceOf(TransportResult.NotSent.class);
            assertThat(server.heads()).isEmpty();
        }
    }

    @Test
    void fields_of_the_connection_that_a_message_came_by_stay_behind() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.OK)) {
            Headers headers = Headers.of(List.of(
                    new Field("Content-Length", "999"),
                    new Field("Transfer-Encoding", "chunked"),
                    new Field("Connection", "close, X-Hop"),
                    new Field("X-Hop", "1"),
                    new Field("Keep-Alive", "5"),
                    new Field("TE", "trailers"),
                    new Field("Trailer", "X"),
                    new Field("Upgrade", "h2c"),
                    new Field("Expect", "100-continue"),
                    new Field("Content-Type", "old/type"),
                    new Field("X-End", "2")));
            send("POST", URI.create(server.url()), headers, Content.ofText("<a/>", "new/type"));
            assertThat(server.heads().getFirst().split("\r\n", -1))
                    .containsExactlyInAnyOrder(
                            "POST /path HTTP/1.1",
                            "X-End: 2",
                            "Content-Type: new/type",
                            "Host: 127.0.0.1:" + server.port(),
                            "Content-Length: 4",
                            "Connection: keep-alive",
                            "",
                            "");
        }
    }

    @ParameterizedTest
    @CsvSource({"POST, true", "PUT, true", "PATCH, true", "GET, false", "DELETE, false", "PURGE, false"})
    void a_request_without_a_body_says_so_where_one_is_usual(String method, boolean says) throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.OK)) {
            send(method, URI.create(server.url()), Headers.empty(), Content.empty());
            String head = server.heads().getFirst();
            assertThat(head).startsWith(method + " /path HTTP/1.1\r\n");
            assertThat(head.contains("Content-Length: 0\r\n")).isEqualTo(says);
            assertThat(head)
                    .doesNotContain("Content-Type", "Transfer-Encoding", "User-Agent", "Accept-Encoding", "Upgrade");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5_000, 65_536, 65_537, 300_000})
    void bodies_of_any_size_arrive_byte_for_byte(int size) throws IOException {
        byte[] body = new byte[size];
        IntStream.range(0, size).forEach(i -> body[i] = (byte) (i * 31));
        ConcurrentLinkedQueue<byte[]> received = new ConcurrentLinkedQueue<>();
        try (ScriptedServer server = new ScriptedServer(guest -> {
            received.add(guest.readRequest());
            guest.write(ScriptedServer.OK);
            guest.stall();
        })) {
            send("POST", URI.create(server.url()), Headers.empty(), Content.of(body));
            assertThat(received.poll()).isEqualTo(body);
        }
    }

    @Test
    void a_target_with_letters_beyond_ascii_is_encoded() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.OK)) {
            send("GET", URI.create("http://127.0.0.1:" + server.port() + "/é?x=ł"), Headers.empty(), Content.empty());
            assertThat(server.heads().getFirst()).startsWith("GET /%C3%A9?x=%C5%82 HTTP/1.1\r\n");
        }
    }

    @Test
    void the_answer_to_head_cannot_spoil_the_next_one() throws IOException {
        try (ScriptedServer server =
                ScriptedServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nwrongbody")) {
            URI target = URI.create(server.url());
            assertThat(answered(send("HEAD", target, Headers.empty(), Content.empty()))
                            .content()
                            .isEmpty())
                    .isTrue();
            assertThat(answered(send("GET", target, Headers.empty(), Content.empty()))
                            .content()
                            .size())
                    .isEqualTo(9);
            assertThat(server.heads().getFirst()).contains("Connection: close\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "503 Busy\r\nRetry-After: 0",
                "429 Slow\r\nRetry-After: 0",
                "307 There\r\nLocation: /other",
                "301 There\r\nLocation: /other",
                "401 Who\r\nWWW-Authenticate: Basic realm=\"x\"",
                "407 Who\r\nProxy-Authenticate: Basic realm=\"x\"",
                "408 Late"
            })
    void an_answer_is_an_answer_and_one_request_was_made(String answer) throws IOException {
        try (ScriptedServer server = ScriptedServer.answering("HTTP/1.1 " + answer + "\r\nContent-Length: 0\r\n\r\n")) {
            int status = answered(send("POST", URI.create(server.url()), Headers.empty(), Content.ofText("x", "a/b")))
                    .status();
            assertThat(status).isEqualTo(Integer.parseInt(answer.substring(0, 3)));
            assertThat(server.heads()).hasSize(1);
        }
    }

    @Test
    void cookies_are_not_kept() throws IOException {
        try (ScriptedServer server =
                ScriptedServer.answering("HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Path=/\r\nContent-Length: 0\r\n\r\n")) {
            send("GET", URI.create(server.url()), Headers.empty(), Content.empty());
            send("GET", URI.create(server.url()), Headers.empty(), Content.empty());
            assertThat(server.heads()).hasSize(2).noneMatch(head -> head.contains("Cookie"));
        }
    }

    @Test
    void one_connection_serves_requests_one_after_the_other() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.OK)) {
            for (int i = 0; i < 20; i++) {
                answered(send("POST", URI.create(server.url()), Headers.empty(), Content.ofText("x", "a/b")));
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_connection_that_the_receiver_wants_closed_is_not_used_again() throws IOException {
        try (ScriptedServer server =
                ScriptedServer.answering("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")) {
            send("GET", URI.create(server.url()), Headers.empty(), Content.empty());
            send("GET", URI.create(server.url()), Headers.empty(), Content.empty());
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void connections_that_nobody_uses_are_closed_after_their_time() throws Exception {
        TransportSettings.Connections brief =
                TransportSettings.Connections.defaults().withKeepAlive(Duration.ofMillis(100));
        ConcurrentLinkedQueue<Integer> ends = new ConcurrentLinkedQueue<>();
        try (ScriptedServer server = new ScriptedServer(guest -> {
                    guest.readRequest();
                    guest.write(ScriptedServer.OK);
                    ends.add(guest.in().read());
                });
                HttpTransport forgetful =
                        HttpTransport.open(TransportSettings.defaults().with(brief), TestTime.TIMER)) {
            Request request = new Request("GET", URI.create(server.url()), Headers.empty(), Content.empty(), LONG);
            assertThat(forgetful.exchange(request)).isInstanceOf(Answered.class);
            TestTime.await("the connection ends", () -> !ends.isEmpty());
            assertThat(ends).containsExactly(-1);
        }
    }

    @Test
    void closing_closes_the_connections() throws Exception {
        ConcurrentLinkedQueue<Integer> ends = new ConcurrentLinkedQueue<>();
        try (ScriptedServer server = new ScriptedServer(guest -> {
            guest.readRequest();
            guest.write(ScriptedServer.OK);
            ends.add(guest.in().read());
        })) {
            send("GET", URI.create(server.url()), Headers.empty(), Content.empty());
            transport.close();
            TestTime.await("the connection ends", () -> !ends.isEmpty());
            assertThat(ends).containsExactly(-1);
        }
    }

    @Test
    void many_lanes_send_at_once() throws Exception {
        ConcurrentLinkedQueue<TransportResult> results = new ConcurrentLinkedQueue<>();
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.OK)) {
            List<Thread> lanes = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                lanes.add(Thread.ofVirtual().start(() -> {
                    for (int n = 0; n < 20; n++) {
                        results.add(send(
                                "POST", URI.create(server.url()), Headers.empty(), Content.ofText("x", "text/plain")));
                    }
                }));
            }
            for (Thread lane : lanes) {
                lane.join();
            }
            assertThat(results).hasSize(64 * 20).allMatch(Answered.class::isInstance);
            assertThat(server.connections()).isLessThanOrEqualTo(64);
        }
    }

    private TransportResult send(String method, URI target, Headers headers, Content content) {
        return transport.exchange(new Request(method, target, headers, content, LONG));
    }

    private static dev.holdfast.transport.Response answered(TransportResult result) {
        return switch (result) {
            case Answered answered -> answered.response();
            case TransportResult.NotSent notSent -> throw new AssertionError(notSent);
            case TransportResult.InDoubt inDoubt -> throw new AssertionError(inDoubt);
        };
    }
}
