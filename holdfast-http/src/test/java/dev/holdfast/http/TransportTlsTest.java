// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.Request;
import dev.holdfast.transport.Response;
import dev.holdfast.transport.TransportResult;
import dev.holdfast.transport.TransportResult.Answered;
import dev.holdfast.transport.TransportResult.NotSent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// HTTPS, as far as it goes well and as far as it does not.
class TransportTlsTest {

    @TempDir
    static Path folder;

    private static KeyStoreFile keys;
    private static KeyStoreFile otherName;

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = TestKeys.make(folder, "ip:127.0.0.1");
        otherName = TestKeys.make(folder, "dns:elsewhere.example");
    }

    @Test
    void a_certificate_in_the_trust_store_is_trusted() {
        assertThat(exchange(keys, new TlsTrust.Only(keys))).isInstanceOf(Answered.class);
    }

    @Test
    void a_trust_store_can_be_added_to_the_platform_s() {
        assertThat(exchange(keys, new TlsTrust.PlatformAnd(keys))).isInstanceOf(Answered.class);
    }

    @Test
    void a_certificate_that_nobody_signed_is_not_trusted_by_default() {
        assertRefused(exchange(keys, new TlsTrust.Platform()));
    }

    @Test
    void a_certificate_for_another_name_is_not_trusted() {
        assertRefused(exchange(otherName, new TlsTrust.Only(otherName)));
    }

    @Test
    void a_receiver_that_speaks_no_tls_is_not_sent_to() throws IOException {
        try (ScriptedServer server = new ScriptedServer(guest -> {
            guest.in().read();
            guest.write("HTTP/1.1 400 Bad Request\r\n\r\n");
        })) {
            assertRefused(send(server.port(), new TlsTrust.Platform(), Duration.ofSeconds(20)));
        }
    }

    @Test
    void a_receiver_that_resets_the_handshake_is_not_sent_to() throws IOException {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.Guest::reset)) {
            assertRefused(send(server.port(), new TlsTrust.Platform(), Duration.ofSeconds(20)));
        }
    }

    @Test
    void a_receiver_that_is_silent_in_the_handshake_is_not_sent_to() throws IOException {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.Guest::stall)) {
            assertThat(send(server.port(), new TlsTrust.Platform(), Duration.ofMillis(300)))
                    .isInstanceOfSatisfying(
                            NotSent.class,
                            notSent -> assertThat(notSent.failure().code()).isEqualTo(101508));
        }
    }

    @Test
    void a_large_body_goes_through_tls_and_back() {
        byte[] body = new byte[3 << 20];
        body[body.length - 1] = 42;
        ListenerSettings settings =
                ListenerSettings.of(ListenerSettings.Socket.https("https.port", "127.0.0.1", 0, keys));
        try (HttpListener listener = HttpListener.start(
                        settings, request -> new Response(200, Headers.empty(), request.content()), TestTime.TIMER);
                HttpTransport transport = HttpTransport.open(
                        TransportSettings.defaults().with(new TlsTrust.Only(keys)), TestTime.TIMER)) {
            URI target = URI.create("https://127.0.0.1:" + listener.ports().getFirst() + "/");
            Request request = new Request(
                    "POST",
                    target,
                    Headers.empty(),
                    Content.of(body, "application/octet-stream"),
                    Duration.ofSeconds(30));
            assertThat(transport.exchange(request))
                    .isInstanceOfSatisfying(
                            Answered.class,
                            answered -> assertThat(answered.response().content().toByteArray())
                                    .isEqualTo(body));
        }
    }

    @Test
    void a_trust_store_that_is_none_is_named() throws IOException {
        Path text = Files.writeString(folder.resolve("text.p12"), "no key store");
        KeyStoreFile none = new KeyStoreFile(text, "secret");
        assertThatThrownBy(() ->
                        HttpTransport.open(TransportSettings.defaults().with(new TlsTrust.Only(none)), TestTime.TIMER))
                .isInstanceOfSatisfying(
                        HttpSetupException.class,
                        e -> assertThat(e.category()).isEqualTo(HttpSetupException.Category.KEY_STORE))
                .hasMessageContaining(text.toString())
                .hasMessageNotContaining("secret");
    }

    private static void assertRefused(TransportResult result) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        NotSent.class,
                        notSent -> assertThat(notSent.failure().code())
                                .as(notSent.toString())
                                .isEqualTo(101503));
    }

    private static TransportResult exchange(KeyStoreFile server, TlsTrust trust) {
        ListenerSettings settings =
                ListenerSettings.of(ListenerSettings.Socket.https("https.port", "127.0.0.1", 0, server));
        try (HttpListener listener = HttpListener.start(settings, request -> Response.of(202), TestTime.TIMER)) {
            return send(listener.ports().getFirst(), trust, Duration.ofSeconds(20));
        }
    }

    private static TransportResult send(int port, TlsTrust trust, Duration timeout) {
        try (HttpTransport transport =
                HttpTransport.open(TransportSettings.defaults().with(trust), TestTime.TIMER)) {
            URI target = URI.create("https://127.0.0.1:" + port + "/");
            return transport.exchange(
                    new Request("POST", target, Headers.empty(), Content.ofText("x", "text/plain"), timeout));
        }
    }
}
