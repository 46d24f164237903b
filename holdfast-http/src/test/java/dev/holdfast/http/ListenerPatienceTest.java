// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.ListenerSettings.Patience;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long a listener waits for its clients, and that it waits for its handlers.
class ListenerPatienceTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void a_connection_that_sends_nothing_ends_without_a_word() throws IOException {
        try (TestListener listener = with(new Patience(SHORT, LONG, LONG, LONG));
                RawClient client = listener.connect()) {
            assertThat(client.receiveRest()).isEmpty();
        }
    }

    @Test
    void a_kept_connection_that_sends_nothing_more_ends_without_a_word() throws IOException {
        try (TestListener listener = with(new Patience(SHORT, LONG, LONG, LONG));
                RawClient client = listener.connect()) {
            assertThat(client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                            .receive()
                            .status())
                    .isEqualTo(202);
            assertThat(client.receiveRest()).isEmpty();
        }
    }

    @Test
    void a_head_that_stops_half_way_is_answered_408() throws IOException {
        try (TestListener listener = with(new Patience(LONG, SHORT, LONG, LONG));
                RawClient client = listener.connect()) {
            client.send("GET / HTTP/1.1\r\nHost:");
            assertThat(client.receiveRest()).startsWith("HTTP/1.1 408 ").contains("Connection: close\r\n");
            assertThat(listener.refused(Refusal.LATE)).isEqualTo(1);
        }
    }

    @Test
    void a_body_that_stops_half_way_is_answered_408() throws IOException {
        try (TestListener listener = with(new Patience(LONG, LONG, SHORT, LONG))) {
            for (String framing :
                    new String[] {"Content-Length: 10\r\n\r\nhalf", "Transfer-Encoding: chunked\r\n\r\n5\r\nhal"}) {
                try (RawClient client = listener.connect()) {
                    client.send("POST / HTTP/1.1\r\nHost: h\r\n" + framing);
                    assertThat(client.receiveRest()).startsWith("HTTP/1.1 408 ");
                }
            }
            assertThat(listener.seen()).isEmpty();
            assertThat(listener.listener().counts().bodyBytes()).isZero();
        }
    }

    @Test
    void a_body_that_comes_drop_by_drop_ends_with_its_time() throws IOException {
        try (TestListener listener = with(new Patience(LONG, LONG, SHORT, LONG));
                RawClient client = listener.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n");
            Thread dripping = Thread.ofVirtual().start(() -> drip(client));
            assertThat(client.receiveHead().status()).isEqualTo(408);
            client.hangUp();
            join(dripping);
        }
    }

    @Test
    void a_handler_may_take_longer_than_any_client() throws IOException {
        Patience hasty = new Patience(SHORT, SHORT, SHORT, SHORT);
        try (TestListener listener = TestListener.with(settings -> settings.with(hasty), request -> {
                    passUninterrupted(Duration.ofMillis(900));
                    return Response.of(202);
                });
                RawClient client = listener.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nok");
            assertThat(client.receive().status()).isEqualTo(202);
        }
    }

    @Test
    void a_client_that_does_not_take_its_answer_is_given_up() throws IOException {
        byte[] large = new byte[64 << 20];
        Patience patience = new Patience(LONG, LONG, LONG, SHORT);
        try (TestListener listener = TestListener.with(
                        settings -> settings.with(patience),
                        request -> new Response(200, Headers.empty(), Content.of(large)));
                RawClient client = listener.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            TestTime.await(
                    "the listener gives up", () -> listener.listener().counts().unanswered() == 1);
            TestTime.await(
                    "the connection ends", () -> listener.listener().counts().connections() == 0);
        }
    }

    @Test
    void a_client_that_is_silent_in_the_tls_handshake_is_cut_off(@TempDir Path folder) throws Exception {
        KeyStoreFile keys = TestKeys.make(folder, "ip:127.0.0.1");
        ListenerSettings settings = ListenerSettings.of(
                        ListenerSettings.Socket.https("https.port", "127.0.0.1", 0, keys))
                .with(new Patience(LONG, SHORT, LONG, LONG));
        try (HttpListener listener = HttpListener.start(settings, request -> Response.of(202), TestTime.TIMER);
                RawClient client = new RawClient(new Socket(
                        InetAddress.getLoopbackAddress(), listener.ports().getFirst()))) {
            assertThat(client.receiveRest()).isEmpty();
        }
    }

    private static TestListener with(Patience patience) {
        return TestListener.with(settings -> settings.with(patience), request -> Response.of(202));
    }

    private static void drip(RawClient client) {
        try {
            while (true) {
                client.send("x");
                TestTime.pass(Duration.ofMillis(10));
            }
        } catch (IOException e) {
            assertThat(e).isNotNull();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void passUninterrupted(Duration duration) {
        try {
            TestTime.pass(duration);
        } catch (IOException e) {
            throw new AssertionError("a handler was interrupted", e);
        }
    }
}
