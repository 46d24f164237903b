// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What no handler sees. Every refusal ends the connection, so that nothing of the refused bytes is taken for
/// another request.
class ListenerRefusalTest {

    private static final String NEXT = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final ListenerSettings.Head SMALL = new ListenerSettings.Head(100, 200, 5);

    private final TestListener listener = TestListener.with(
            settings -> settings.with(
                    ListenerSettings.Limits.defaults().withHead(SMALL).withBodies(50, 100)),
            request -> dev.holdfast.transport.Response.of(202));

    @AfterEach
    void close() {
        listener.close();
    }

    static Stream<Arguments> requestLines() {
        return Stream.of(
                refusal(400, "no HTTP", "hello\r\n\r\n"),
                refusal(400, "no version", "GET /\r\n\r\n"),
                refusal(400, "a blank in the target", "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n"),
                refusal(400, "a tab for a blank", "GET\t/ HTTP/1.1\r\nHost: h\r\n\r\n"),
                refusal(400, "a target that is no path", "GET a HTTP/1.1\r\nHost: h\r\n\r\n"),
                refusal(400, "a control character in the target", "GET /\u0001 HTTP/1.1\r\nHost: h\r\n\r\n"),
                refusal(400, "a method that is no token", "G(T / HTTP/1.1\r\nHost: h\r\n\r\n"),
                refusal(400, "no host", "GET / HTTP/1.1\r\n\r\n"),
                refusal(414, "a long target", "GET /" + "x".repeat(100) + " HTTP/1.1\r\nHost: h\r\n\r\n"),
                refusal(414, "a target without an end", "GET /" + "x".repeat(100_000)),
                refusal(505, "HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                refusal(505, "HTTP/0.9", "GET / HTTP/0.9\r\n\r\n"));
    }

    static Stream<Arguments> headerSections() {
        return Stream.of(
                refusal(400, "only blank lines", "\r\n\r\n\r\n\r\n"),
                refusal(400, "two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
                refusal(400, "a line without a colon", get("X-A")),
                refusal(400, "a blank before the colon", get("X-A : 1")),
                refusal(400, "no name", get(": 1")),
                refusal(400, "a folded line", get("X-A: 1\r\n 2")),
                refusal(400, "a line that begins with a blank", "GET / HTTP/1.1\r\n X: 1\r\nHost: h\r\n\r\n"),
                refusal(400, "a control character in a value", get("X-A: 1\u00002")),
                refusal(400, "a lone carriage return in a value", get("X-A: 1\r2")),
                refusal(431, "a long field", get("X-A: " + "x".repeat(200))),
                refusal(431, "a field without an end", "GET / HTTP/1.1\r\nHost: h\r\nX-A: " + "x".repeat(100_000)),
                refusal(431, "many small fields", get("X: 1\r\nX: 2\r\nX: 3\r\nX: 4\r\nX: 5")),
                refusal(
                        431,
                        "fields that are too long together",
                        get("X: " + "x".repeat(91) + "\r\nY: " + "y".repeat(91))));
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                refusal(400, "two lengths", post("Content-Length: 3\r\nContent-Length: 3", "abc")),
                refusal(400, "a list of lengths", post("Content-Length: 3, 3", "abc")),
                refusal(400, "a length with a sign", post("Content-Length: +3", "abc")),
                refusal(400, "a negative length", post("Content-Length: -3", "abc")),
                refusal(400, "a length that is no number", post("Content-Length: 3x", "abc")),
                refusal(400, "an empty length", post("Content-Length:", "abc")),
                refusal(
                        400,
                        "a length and a coding",
                        post("Content-Length: 3\r\nTransfer-Encoding: chunked", "0\r\n\r\n")),
                refusal(400, "a coding in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                refusal(400, "a chunk without a size", chunked("xyz\r\nabc\r\n0\r\n\r\n")),
                refusal(400, "a chunk of negative size", chunked("-3\r\nabc\r\n0\r\n\r\n")),
                refusal(400, "a chunk longer than it says", chunked("3\r\nabcdef\r\n0\r\n\r\n")),
                refusal(413, "a body above the limit", post("Content-Length: 51", "")),
                refusal(413, "a body far above the limit", post("Content-Length: 99999999999999999999999", "")),
                refusal(413, "chunks above the limit", chunked("33\r\n" + "x".repeat(51) + "\r\n0\r\n\r\n")),
                refusal(417, "another expectation", post("Content-Length: 3\r\nExpect: 200-maybe", "abc")),
                refusal(431, "a chunk line without an end", chunked("3;" + "x".repeat(100_000))),
                refusal(501, "another coding", post("Transfer-Encoding: gzip, chunked", "0\r\n\r\n")),
                refusal(501, "a coding twice", post("Transfer-Encoding: chunked, chunked", "0\r\n\r\n")),
                refusal(501, "a coding without a name", post("Transfer-Encoding:", "0\r\n\r\n")));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource({"requestLines", "headerSections", "bodies"})
    void what_is_refused_is_answered_once_without_a_body_and_the_connection_ends(
            int status, String what, String request) throws IOException {
        try (RawClient client = listener.connect()) {
            client.send(request + NEXT);
            assertThat(client.receiveRest())
                    .as(what)
                    .startsWith("HTTP/1.1 " + status + " ")
                    .contains("Content-Length: 0\r\n", "Connection: close\r\n")
                    .endsWith("\r\n\r\n")
                    .containsOnlyOnce("HTTP/1.1")
                    .doesNotContain("Content-Type", "Retry-After", "Exception", "dev.holdfast");
        }
        assertThat(listener.seen()).isEmpty();
        assertThat(listener.listener().counts().answers().get(status / 100)).isEqualTo(1);
        assertThat(listener.listener().counts().refused().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void a_head_just_within_its_limits_is_let_in() throws IOException {
        try (RawClient client = listener.connect()) {
            client.send("GET /" + "x".repeat(86) + " HTTP/1.1\r\nHost: h\r\nX: " + "x".repeat(186) + "\r\n\r\n");
            assertThat(client.receive().status()).isEqualTo(202);
            client.send("GET / HTTP/1.1\r\nHost: h\r\nX: 1\r\nX: 2\r\nX: 3\r\nX: 4\r\n\r\n");
            assertThat(client.receive().status()).isEqualTo(202);
        }
    }

    @Test
    void a_body_just_within_its_limit_is_let_in() throws IOException {
        try (RawClient client = listener.connect()) {
            client.send(post("Content-Length: 50", "x".repeat(50)));
            assertThat(client.receive().status()).isEqualTo(202);
            client.send(chunked("32\r\n" + "x".repeat(50) + "\r\n0\r\n\r\n"));
            assertThat(client.receive().status()).isEqualTo(202);
        }
    }

    @Test
    void a_client_that_asks_first_is_refused_without_sending_its_body() throws IOException {
        try (RawClient client = listener.connect()) {
            client.send(post("Content-Length: 51\r\nExpect: 100-continue", ""));
            assertThat(client.receive().status()).isEqualTo(413);
        }
    }

    @Test
    void a_client_that_sends_its_whole_large_body_first_still_reads_the_answer() throws IOException {
        try (RawClient client = listener.connect()) {
            client.send(post("Content-Length: 3000000", "x".repeat(3_000_000)));
            assertThat(client.receive().status()).isEqualTo(413);
        }
    }

    private static Arguments refusal(int status, String what, String request) {
        return Arguments.of(status, what, request);
    }

    private static String get(String fields) {
        return "GET / HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n\r\n";
    }

    private static String post(String fields, String body) {
        return "POST / HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n\r\n" + body;
    }

    private static String chunked(String chunks) {
        return post("Transfer-Encoding: chunked", chunks);
    }
}
