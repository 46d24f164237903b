// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.message.Headers.Field;
import dev.holdfast.transport.RequestHandler;
import dev.holdfast.transport.Response;
import java.io.IOException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a client gets: what the handler said, framed.
class ListenerAnswerTest {

    private static final Content XML = Content.ofText("<a/>", "text/xml; charset=utf-8");

    @Test
    void an_accepted_message_is_answered_without_body_and_media_type() throws IOException {
        RawClient.Answer answer = answer("POST", Response.of(202).with("Holdfast-Message-Id", "1"));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.fields())
                .hasSize(3)
                .anyMatch(field -> field.startsWith("Date: "))
                .contains("Holdfast-Message-Id: 1", "Content-Length: 0");
    }

    @Test
    void fields_go_out_in_order_with_repeats_and_the_framing_is_ours() throws IOException {
        Headers headers = Headers.of(List.of(
                new Field("x-b", "1"),
                new Field("Content-Length", "999"),
                new Field("Transfer-Encoding", "chunked"),
                new Field("Connection", "X-Hop"),
                new Field("X-Hop", "1"),
                new Field("Date", "yesterday"),
                new Field("Content-Type", "old/type"),
                new Field("X-A", "2"),
                new Field("X-B", "é")));
        RawClient.Answer answer = answer("POST", new Response(200, headers, XML));
        assertThat(answer.fields().stream().filter(field -> !field.startsWith("Date: ")))
                .containsExactly(
                        "x-b: 1", "X-A: 2", "X-B: é", "Content-Type: text/xml; charset=utf-8", "Content-Length: 4");
        assertThat(answer.field("Date"))
                .hasValueSatisfying(date -> assertThat(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant())
                        .isBetween(TestTime.TIMER.instant().minusSeconds(60), TestTime.TIMER.instant()));
        assertThat(answer.body()).isEqualTo("<a/>");
    }

    @Test
    void a_media_type_among_the_fields_counts_when_the_content_has_none() throws IOException {
        Response response = new Response(200, Headers.of("Content-Type", "a/b"), Content.of(new byte[] {'x'}));
        assertThat(answer("GET", response).field("Content-Type")).contains("a/b");
    }

    @Test
    void the_answer_to_head_tells_of_the_body_without_it_and_the_connection_goes_on() throws IOException {
        try (TestListener listener = TestListener.answering(request -> new Response(200, Headers.empty(), XML));
                RawClient client = listener.connect()) {
            RawClient.Answer answer =
                    client.send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n").receiveHead();
            assertThat(answer.field("Content-Length")).contains("4");
            assertThat(answer.field("Content-Type")).contains("text/xml; charset=utf-8");
            assertThat(client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                            .receive()
                            .body())
                    .isEqualTo("<a/>");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void an_answer_that_has_no_body_by_its_status_has_none(int status) throws IOException {
        try (TestListener listener = TestListener.answering(request -> new Response(status, Headers.empty(), XML));
                RawClient client = listener.connect()) {
            assertThat(client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                            .receiveHead()
                            .field("Content-Length"))
                    .isEmpty();
            assertThat(client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                            .receiveHead()
                            .status())
                    .isEqualTo(status);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 299, 404, 418, 500, 599})
    void any_status_goes_out(int status) throws IOException {
        assertThat(answer("GET", Response.of(status)).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8_000, 8_192, 100_000, 5_000_000})
    void bodies_of_any_size_arrive(int size) throws IOException {
        String body = "x".repeat(size);
        assertThat(answer("GET", new Response(200, Headers.empty(), Content.ofText(body, "text/plain")))
                        .body())
                .isEqualTo(body);
    }

    static Stream<Named<RequestHandler>> failures() {
        return Stream.of(
                Named.of("an exception", request -> {
                    throw new IllegalStateException("secret detail");
                }),
                Named.of("an error", request -> {
                    throw new AssertionError("secret detail");
                }),
                Named.of("a stack that overflows", request -> nested(request.method(), 10_000_000)));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_handler_that_fails_is_a_500_without_a_word_and_the_next_request_is_served(RequestHandler failing)
            throws IOException {
        try (TestListener listener = TestListener.answering(
                        request -> request.path().equals("/fail") ? failing.handle(request) : Response.of(202));
                RawClient client = listener.connect()) {
            RawClient.Answer answer =
                    client.send("GET /fail HTTP/1.1\r\nHost: h\r\n\r\n").receive();
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.fields()).hasSize(2).contains("Content-Length: 0");
            assertThat(client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                            .receive()
                            .status())
                    .isEqualTo(202);
            TestTime.await("both are over", () -> listener.listener().counts().requests() == 0);
        }
    }

    @Test
    void a_client_that_is_gone_does_not_disturb_the_handler() throws Exception {
        CountDownLatch atWork = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        try (TestListener listener = TestListener.answering(request -> {
            atWork.countDown();
            await(gone);
            return new Response(200, Headers.empty(), Content.of(new byte[16 << 20]));
        })) {
            RawClient client = listener.connect().send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            atWork.await();
            client.close();
            gone.countDown();
            TestTime.await(
                    "the answer is lost", () -> listener.listener().counts().unanswered() == 1);
            TestTime.await(
                    "all is given back", () -> listener.listener().counts().connections() == 0);
        }
    }

    private static RawClient.Answer answer(String method, Response response) throws IOException {
        try (TestListener listener = TestListener.answering(request -> response);
                RawClient client = listener.connect()) {
            return client.send(method + " / HTTP/1.1\r\nHost: h\r\n\r\n").receive();
        }
    }

    private static Response nested(String text, int depth) {
        return depth == 0 ? Response.of(202) : nested(text, depth - 1).with("X-Deep", text);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("a handler was interrupted", e);
        }
    }
}
