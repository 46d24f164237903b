// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.message.Content;
import dev.holdfast.message.Headers.Field;
import dev.holdfast.transport.InboundRequest;
import dev.holdfast.transport.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a handler sees: the request as it was sent, whole.
class ListenerRequestTest {

    private final TestListener listener = TestListener.accepting();

    @AfterEach
    void close() {
        listener.close();
    }

    @Test
    void fields_come_in_order_with_their_case_and_repeats() throws IOException {
        InboundRequest request = receive(
                "POST /services/Proxy1 HTTP/1.1\r\nx-B: 1\r\nHost: h\r\ncOnTent-tYpe: text/xml; "
                        + "charset=utf-8\r\nX-a: 3, 4\r\nX-b:2\r\nX-Empty:\r\nContent-Length: 4\r\nX-Pad: \t v \t\r\n\r\n<a/>");
        assertThat(request.headers().fields())
                .containsExactly(
                        new Field("x-B", "1"),
                        new Field("Host", "h"),
                        new Field("cOnTent-tYpe", "text/xml; charset=utf-8"),
                        new Field("X-a", "3, 4"),
                        new Field("X-b", "2"),
                        new Field("X-Empty", ""),
                        new Field("Content-Length", "4"),
                        new Field("X-Pad", "v"));
        assertThat(request.content()).isEqualTo(Content.ofText("<a/>", "text/xml; charset=utf-8"));
    }

    @ParameterizedTest
    @CsvSource({
        "/services/Proxy1, /services/Proxy1, ''",
        "/a%20b/%2e%2e//c;p=1?x=1&y=%2F?, /a%20b/%2e%2e//c;p=1, x=1&y=%2F?",
        "/?, /, ''",
        "/|<>{}^`, /|<>{}^`, ''",
        "http://host:8290/path?q, /path, q",
        "HTTP://host?q, /, q",
        "https://host, /, ''",
        "*, *, ''"
    })
    void path_and_query_are_as_sent(String target, String path, String query) throws IOException {
        InboundRequest request = receive("OPTIONS " + target + " HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(request.path()).isEqualTo(path);
        assertThat(request.query()).isEqualTo(query);
    }

    @Test
    void bytes_beyond_ascii_are_read_as_latin_1() throws IOException {
        InboundRequest request = receive("GET /é HTTP/1.1\r\nHost: h\r\nX-Name: Zoë\r\n\r\n");
        assertThat(request.path()).isEqualTo("/é");
        assertThat(request.headers().first("X-Name")).contains("Zoë");
    }

    @Test
    void a_request_tells_where_it_came_from() throws IOException {
        InboundRequest request = receive("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(request.peer()).isEqualTo(new InboundRequest.Peer("http", "127.0.0.1", "127.0.0.1"));
    }

    @Test
    void a_request_without_a_body_has_empty_content() throws IOException {
        assertThat(receive("GET / HTTP/1.1\r\nHost: h\r\n\r\n").content()).isEqualTo(Content.empty());
        assertThat(receive("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\nContent-Type: a/b\r\n\r\n")
                        .content())
                .isEqualTo(Content.ofText("", "a/b"));
    }

    @Test
    void a_body_stays_compressed() throws IOException {
        InboundRequest request = receive(
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\u001f\u008b\u0008");
        assertThat(request.content().toByteArray()).containsExactly(0x1f, 0x8b, 0x08);
    }

    @Test
    void chunks_are_put_together_whatever_comes_with_them() throws IOException {
        String head = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\n\r\n";
        InboundRequest request =
                receive(head + "3;name=\"va;lue\"\r\nabc\r\n0A\r\n0123456789\r\n0\r\nX-Trailer: 1\r\n\r\n");
        assertThat(text(request)).isEqualTo("abc0123456789");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8_191, 8_192, 8_193, 1_000_000})
    void bodies_of_any_size_are_whole_counted_or_chunked(int size) throws IOException {
        byte[] body = new byte[size];
        new Random(size).nextBytes(body);
        String text = new String(body, StandardCharsets.ISO_8859_1);
        assertThat(receive("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + size + "\r\n\r\n" + text)
                        .content()
                        .toByteArray())
                .isEqualTo(body);
        assertThat(receive("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + Integer.toHexString(size) + "\r\n" + text + "\r\n0\r\n\r\n")
                        .content()
                        .toByteArray())
                .isEqualTo(body);
    }

    @Test
    void requests_that_are_sent_ahead_are_answered_in_order() throws IOException {
        try (RawClient client = listener.connect()) {
            StringBuilder ahead = new StringBuilder();
            for (int i = 0; i < 50; i++) {
                ahead.append("POST /").append(i).append(" HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nok");
            }
            client.send(ahead.toString());
            for (int i = 0; i < 50; i++) {
                assertThat(client.receive().status()).isEqualTo(202);
            }
        }
        assertThat(listener.seen())
                .extracting(InboundRequest::path)
                .startsWith("/0", "/1")
                .endsWith("/49")
                .hasSize(50);
    }

    @Test
    void how_the_bytes_are_cut_makes_no_difference() throws IOException {
        long seed = Long.getLong("holdfast.seed", System.nanoTime());
        Random random = new Random(seed);
        byte[] requests = ("POST /a?b HTTP/1.1\r\nHost: h\r\nX-A: 1\r\nContent-Length: 5\r\n\r\nhello"
                        + "\r\nPUT /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        for (int round = 0; round < 30; round++) {
            listener.seen().clear();
            try (RawClient client = listener.connect()) {
                int from = 0;
                while (from < requests.length) {
                    int to = Math.min(requests.length, from + 1 + random.nextInt(20));
                    client.send(Arrays.copyOfRange(requests, from, to));
                    from = to;
                }
                assertThat(client.receive().status()).as("seed %d", seed).isEqualTo(202);
                assertThat(client.receive().status()).as("seed %d", seed).isEqualTo(202);
            }
            assertThat(listener.seen())
                    .as("seed %d", seed)
                    .extracting(request -> request.method() + request.path() + text(request))
                    .containsExactly("POST/ahello", "PUT/cabcde");
        }
    }

    @Test
    void http_1_0_is_served_and_its_connection_closed() throws IOException {
        try (RawClient client = listener.connect()) {
            client.send("GET /health HTTP/1.0\r\n\r\n");
            assertThat(client.receiveRest())
                    .startsWith("HTTP/1.1 202 Accepted\r\n")
                    .contains("Connection: close\r\n");
        }
    }

    @Test
    void http_1_0_with_keep_alive_is_kept_and_told_so() throws IOException {
        try (RawClient client = listener.connect()) {
            for (int i = 0; i < 3; i++) {
                client.send("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
                assertThat(client.receive().field("Connection")).contains("keep-alive");
            }
        }
    }

    @Test
    void a_client_that_wants_the_connection_closed_gets_it_closed() throws IOException {
        try (RawClient client = listener.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: x, Close\r\n\r\n");
            assertThat(client.receiveRest()).startsWith("HTTP/1.1 202").contains("Connection: close\r\n");
        }
    }

    @Test
    void a_client_that_asks_first_is_told_to_go_on() throws IOException {
        try (RawClient client = listener.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-Continue\r\nContent-Length: 5\r\n\r\n");
            assertThat(client.receiveHead().status()).isEqualTo(100);
            client.send("hello");
            assertThat(client.receive().status()).isEqualTo(202);
        }
        assertThat(listener.seen()).extracting(ListenerRequestTest::text).containsExactly("hello");
    }

    @Test
    void blank_lines_between_requests_are_passed_over() throws IOException {
        try (RawClient client = listener.connect()) {
            for (int i = 0; i < 3; i++) {
                client.send("\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n");
                assertThat(client.receive().status()).isEqualTo(202);
            }
        }
    }

    @Test
    void a_client_that_goes_within_a_request_leaves_nothing_behind() throws IOException {
        for (String part :
                new String[] {"GET / HTTP/1.1\r\nHost: h", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhalf"
                }) {
            try (RawClient client = listener.connect()) {
                client.send(part);
                client.shutdownOutput();
                assertThat(client.receiveRest()).isEmpty();
            }
        }
        TestTime.await("all is given back", () -> listener.listener().counts().connections() == 0);
        assertThat(listener.listener().counts().bodyBytes()).isZero();
        assertThat(listener.listener().counts().requests()).isZero();
        assertThat(listener.seen()).isEmpty();
    }

    @Test
    void many_clients_are_served_at_once() throws Exception {
        int clients = 50;
        java.util.concurrent.CyclicBarrier together = new java.util.concurrent.CyclicBarrier(clients);
        try (TestListener meeting = TestListener.answering(request -> {
            try {
                together.await();
            } catch (InterruptedException | java.util.concurrent.BrokenBarrierException e) {
                throw new AssertionError(e);
            }
            return Response.of(202);
        })) {
            java.util.List<RawClient> connected = new java.util.ArrayList<>();
            for (int i = 0; i < clients; i++) {
                connected.add(meeting.connect().send("GET / HTTP/1.1\r\nHost: h\r\n\r\n"));
            }
            for (RawClient client : connected) {
                assertThat(client.receive().status()).isEqualTo(202);
                client.close();
            }
        }
    }

    private InboundRequest receive(String request) throws IOException {
        try (RawClient client = listener.connect()) {
            client.send(request);
            assertThat(client.receive().status()).isEqualTo(202);
        }
        return listener.seen().getLast();
    }

    private static String text(InboundRequest request) {
        return new String(request.content().toByteArray(), StandardCharsets.ISO_8859_1);
    }
}
