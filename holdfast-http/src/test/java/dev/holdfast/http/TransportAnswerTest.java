// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.ScriptedServer.Script;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.Request;
import dev.holdfast.transport.Response;
import dev.holdfast.transport.TransportResult.Answered;
import dev.holdfast.transport.TransportResult.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is made of answers: as they were sent, and never without their status.
class TransportAnswerTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int BODY_LIMIT = 10_000;

    private final HttpTransport transport = HttpTransport.open(
            TransportSettings.defaults().with(new TransportSettings.Answer(16 << 10, 200, BODY_LIMIT)), TestTime.TIMER);

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void status_fields_and_body_are_as_the_receiver_sent_them() throws IOException {
        Response response = answerTo("HTTP/1.1 201 Created\r\nx-lower: a\r\nX-Multi: 1, 2\r\nx-multi: 3\r\n"
                + "Content-Type: text/xml; charset=utf-8\r\nContent-Length: 4\r\n\r\n<a/>");
        assertThat(response.status()).isEqualTo(201);
        assertThat(response.headers().fields())
                .containsExactly(
                        new Headers.Field("x-lower", "a"),
                        new Headers.Field("X-Multi", "1, 2"),
                        new Headers.Field("x-multi", "3"),
                        new Headers.Field("Content-Type", "text/xml; charset=utf-8"));
        assertThat(response.content()).isEqualTo(Content.ofText("<a/>", "text/xml; charset=utf-8"));
    }

    @Test
    void fields_of_the_connection_are_left_out() throws IOException {
        String fields = "Connection: X-Hop, keep-alive\r\nX-Hop: 1\r\nKeep-Alive: timeout=5\r\nX-End: 2\r\n";
        Response response =
                answerTo("HTTP/1.1 200 OK\r\n" + fields + "Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n");
        assertThat(response.headers().fields()).containsExactly(new Headers.Field("X-End", "2"));
        assertThat(text(response)).isEqualTo("ok");
    }

    @Test
    void a_field_that_could_not_be_passed_on_costs_neither_status_nor_body() throws IOException {
        Response response = answerTo(
                "HTTP/1.1 200 OK\r\nX-Bell: a\u0007b\r\nBad Name: 1\r\nX-Good: 1\r\nContent-Length: 2\r\n\r\nok");
        assertThat(response.headers().fields()).containsExactly(new Headers.Field("X-Good", "1"));
        assertThat(text(response)).isEqualTo("ok");
    }

    @Test
    void a_compressed_body_stays_compressed() throws IOException {
        Response response =
                answerTo("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\u001f\u008b\u0008");
        assertThat(response.content().toByteArray()).containsExactly(0x1f, 0x8b, 0x08);
        assertThat(response.headers().first("Content-Encoding")).contains("gzip");
    }

    @Test
    void a_body_that_ends_with_the_connection_is_whole() throws IOException {
        assertThat(text(answerTo(guest -> {
                    guest.readRequest();
                    guest.write("HTTP/1.0 200 OK\r\n\r\nto the end");
                })))
                .isEqualTo("to the end");
    }

    @Test
    void an_answer_without_a_body_has_empty_content() throws IOException {
        Response response = answerTo("HTTP/1.1 204 No Content\r\n\r\n");
        assertThat(response.status()).isEqualTo(204);
        assertThat(response.content().isEmpty()).isTrue();
    }

    @Test
    void interim_answers_are_passed_over() throws IOException {
        Response response = answerTo(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + ScriptedServer.OK);
        assertThat(response.status()).isEqualTo(200);
        assertThat(text(response)).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(ints = {BODY_LIMIT - 1, BODY_LIMIT})
    void a_body_up_to_the_limit_is_whole(int size) throws IOException {
        String body = "x".repeat(size);
        assertThat(text(answerTo("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n" + body)))
                .isEqualTo(body);
        assertThat(text(answerTo("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(size)
                        + "\r\n" + body + "\r\n0\r\n\r\n")))
                .isEqualTo(body);
    }

    static Stream<Named<Script>> lostBodies() {
        String fields = "X-Kept: 1\r\n";
        String counted = "HTTP/1.1 500 Oops\r\n" + fields + "Content-Length: 100\r\n\r\nabc";
        String chunked = "HTTP/1.1 500 Oops\r\n" + fields + "Transfer-Encoding: chunked\r\n\r\n5\r\nabc";
        String tooLong = "x".repeat(BODY_LIMIT + 1);
        return Stream.of(
                Named.of("closed within a counted body", replyingOnce(counted)),
                Named.of("closed within a chunked body", replyingOnce(chunked)),
                Named.of("no chunk where one should be", replyingOnce(chunked + "defghi")),
                Named.of("reset within the body", guest -> {
                    guest.readRequest();
                    guest.write(counted);
                    guest.reset();
                }),
                Named.of("larger than the limit, counted", guest -> {
                    guest.readRequest();
                    guest.write("HTTP/1.1 500 Oops\r\n" + fields + "Content-Length: 2000000000\r\n\r\n");
                    guest.stall();
                }),
                Named.of("larger than the limit, chunked", guest -> {
                    guest.readRequest();
                    guest.write("HTTP/1.1 500 Oops\r\n" + fields + "Transfer-Encoding: chunked\r\n\r\n"
                            + Integer.toHexString(tooLong.length()) + "\r\n" + tooLong + "\r\n");
                    guest.stall();
                }),
                Named.of("larger than the limit, to the end of the connection", guest -> {
                    guest.readRequest();
                    guest.write("HTTP/1.0 500 Oops\r\n" + fields + "\r\n" + tooLong);
                    guest.stall();
                }));
    }

    @ParameterizedTest
    @MethodSource("lostBodies")
    void a_lost_body_takes_neither_status_nor_fields_with_it(Script script) throws IOException {
        try (ScriptedServer server = new ScriptedServer(script)) {
            Answered answered = exchange(server, 10, LONG);
            assertThat(answered.response().status()).isEqualTo(500);
            assertThat(answered.response().headers().first("X-Kept")).contains("1");
            assertThat(answered.response().content().isEmpty()).isTrue();
            assertThat(answered.lostBody()).map(Failure::code).contains(101510);
        }
    }

    @Test
    void a_body_that_comes_too_slowly_ends_with_the_time_of_the_request_and_the_status_counts() throws IOException {
        try (ScriptedServer server = new ScriptedServer(guest -> {
            guest.readRequest();
            guest.write("HTTP/1.1 202 Accepted\r\nContent-Length: 9000\r\n\r\n");
            guest.dripForever("x");
        })) {
            Answered answered = exchange(server, 10, Duration.ofMillis(300));
            assertThat(answered.response().status()).isEqualTo(202);
            assertThat(answered.lostBody())
                    .map(Failure::message)
                    .hasValueSatisfying(text -> assertThat(text).contains("not whole in time"));
        }
    }

    @Test
    void a_receiver_that_refuses_a_large_body_early_is_heard() throws IOException {
        try (ScriptedServer server = new ScriptedServer(guest -> {
            guest.readHead();
            guest.write("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig");
            guest.stall();
        })) {
            Answered answered = exchange(server, 64 << 20, LONG);
            assertThat(answered.response().status()).isEqualTo(413);
            assertThat(text(answered.response())).isEqualTo("big");
        }
    }

    @Test
    void after_a_lost_body_the_next_request_is_answered_by_a_new_connection() throws IOException {
        try (ScriptedServer server = new ScriptedServer(guest -> {
            String head = new String(guest.readRequest(), StandardCharsets.ISO_8859_1);
            guest.write(head.length() > 10 ? ScriptedServer.OK : "HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n");
            guest.stall();
        })) {
            assertThat(exchange(server, 10, LONG).lostBody()).isPresent();
            assertThat(exchange(server, 11, LONG))
                    .extracting(Answered::response)
                    .extracting(Response::status)
                    .isEqualTo(200);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    private Response answerTo(String answer) throws IOException {
        return answerTo(replying(answer));
    }

    private Response answerTo(Script script) throws IOException {
        try (ScriptedServer server = new ScriptedServer(script)) {
            Answered answered = exchange(server, 10, LONG);
            assertThat(answered.lostBody()).isEmpty();
            return answered.response();
        }
    }

    private Answered exchange(ScriptedServer server, int bytes, Duration timeout) {
        Content content = Content.of(new byte[bytes], "text/xml");
        Request request = new Request("POST", URI.create(server.url()), Headers.of(List.of()), content, timeout);
        return assertThat(transport.exchange(request))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(Answered.class))
                .actual();
    }

    private static Script replying(String answer) {
        return guest -> {
            guest.readRequest();
            guest.write(answer);
            guest.stall();
        };
    }

    private static Script replyingOnce(String answer) {
        return guest -> {
            guest.readRequest();
            guest.write(answer);
        };
    }

    private static String text(Response response) {
        return new String(response.content().toByteArray(), StandardCharsets.ISO_8859_1);
    }
}
