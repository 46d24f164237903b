// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.http.HttpSetupException.Category;
import dev.holdfast.http.ListenerSettings.Limits;
import dev.holdfast.http.ListenerSettings.Patience;
import dev.holdfast.http.ListenerSettings.Socket;
import dev.holdfast.transport.Listeners.ClientCertificate;
import dev.holdfast.transport.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starting a listener, or being told why it cannot start.
class ListenerSetupTest {

    @TempDir
    Path folder;

    @Test
    void each_socket_has_a_port_of_its_own_and_says_how_a_request_came() throws Exception {
        KeyStoreFile keys = TestKeys.make(folder, "ip:127.0.0.1");
        ListenerSettings settings =
                ListenerSettings.of(Socket.http("http.port", "", 0), Socket.https("https.port", "127.0.0.1", 0, keys));
        try (HttpListener listener = HttpListener.start(
                settings,
                request -> Response.of(200).with("X-Scheme", request.peer().scheme()),
                TestTime.TIMER)) {
            assertThat(listener.ports()).hasSize(2).doesNotContain(0).doesNotHaveDuplicates();
            try (RawClient plain = RawClient.connect(listener.ports().getFirst());
                    RawClient secure = new RawClient(Tls.clientContext(new TlsTrust.Only(keys))
                            .getSocketFactory()
                            .createSocket("127.0.0.1", listener.ports().getLast()))) {
                String request = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
                assertThat(plain.send(request).receive().field("X-Scheme")).contains("http");
                assertThat(secure.send(request).receive().field("X-Scheme")).contains("https");
            }
        }
    }

    @Test
    void a_connection_over_tls_is_closed_in_order_when_the_client_wants_that() throws Exception {
        KeyStoreFile keys = TestKeys.make(folder, "ip:127.0.0.1");
        try (HttpListener listener = start(Socket.https("https.port", "127.0.0.1", 0, keys));
                RawClient client = new RawClient(Tls.clientContext(new TlsTrust.Only(keys))
                        .getSocketFactory()
                        .createSocket("127.0.0.1", listener.ports().getFirst()))) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
            assertThat(client.receiveRest()).startsWith("HTTP/1.1 202");
        }
    }

    @Test
    void plain_http_on_an_https_port_ends_without_harm() throws Exception {
        KeyStoreFile keys = TestKeys.make(folder, "ip:127.0.0.1");
        try (HttpListener listener = start(Socket.https("https.port", "127.0.0.1", 0, keys));
                RawClient client = RawClient.connect(listener.ports().getFirst())) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.receiveRest()).doesNotContain("HTTP");
            TestTime.await("the connection ends", () -> listener.counts().connections() == 0);
        }
    }

    @Test
    void a_port_in_use_is_named_with_its_setting_and_nothing_stays_open() throws IOException {
        int free = freePort();
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start(
                            Socket.http("first.port", "127.0.0.1", free),
                            Socket.http("second.port", "127.0.0.1", other.getLocalPort())))
                    .isInstanceOfSatisfying(
                            HttpSetupException.class,
                            e -> assertThat(e.category()).isEqualTo(Category.PORT_IN_USE))
                    .hasMessageContaining("port " + other.getLocalPort() + " (second.port)");
        }
        try (ServerSocket again = new ServerSocket(free, 1, InetAddress.getLoopbackAddress())) {
            assertThat(again.isBound()).isTrue();
        }
    }

    @Test
    void an_address_that_is_not_ours_is_named_with_its_setting() {
        for (String host : List.of("192.0.2.1", "no.such.host.invalid")) {
            assertThatThrownBy(() -> start(Socket.http("http.port", host, 0)))
                    .isInstanceOfSatisfying(
                            HttpSetupException.class,
                            e -> assertThat(e.category()).isEqualTo(Category.ADDRESS))
                    .hasMessageContaining(host)
                    .hasMessageContaining("http.port");
        }
    }

    @Test
    void a_key_store_that_cannot_be_used_is_named_without_its_password() throws Exception {
        Path text = Files.writeString(folder.resolve("text.p12"), "no key store");
        Path good = TestKeys.make(folder, "ip:127.0.0.1").path();
        for (KeyStoreFile keys : List.of(
                new KeyStoreFile(folder.resolve("missing.p12"), "secret"),
                new KeyStoreFile(text, "secret"),
                new KeyStoreFile(good, "secret"))) {
            assertThatThrownBy(() -> start(Socket.https("https.port", "127.0.0.1", 0, keys)))
                    .isInstanceOfSatisfying(
                            HttpSetupException.class,
                            e -> assertThat(e.category()).isEqualTo(Category.KEY_STORE))
                    .hasMessageContaining(keys.path().toString())
                    .hasMessageNotContaining("secret");
            assertThat(keys.toString()).doesNotContain("secret");
        }
    }

    @Test
    void a_protocol_or_cipher_that_the_platform_does_not_have_is_named() throws Exception {
        KeyStoreFile keys = TestKeys.make(folder, "ip:127.0.0.1");
        for (TlsSettings tls :
                List.of(tls(keys, List.of("TLSv9"), List.of()), tls(keys, List.of(), List.of("TLSv9")))) {
            assertThatThrownBy(() -> start(new Socket("https.port", "127.0.0.1", 0, Optional.of(tls))))
                    .isInstanceOfSatisfying(
                            HttpSetupException.class,
                            e -> assertThat(e.category()).isEqualTo(Category.TLS))
                    .hasMessageContaining("'TLSv9'; it has ");
        }
    }

    private static TlsSettings tls(KeyStoreFile keys, List<String> protocols, List<String> ciphers) {
        return new TlsSettings(keys, Optional.empty(), ClientCertificate.NONE, protocols, ciphers);
    }

    @Test
    void settings_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> ListenerSettings.of()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Socket.http("http.port", "", 65_536)).hasMessageContaining("http.port");
        assertThatThrownBy(() -> Limits.defaults().withBodies(100, 99)).hasMessageContaining("99");
        assertThatThrownBy(() -> Limits.defaults().withNumbers(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Patience(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static HttpListener start(Socket... sockets) {
        return HttpListener.start(ListenerSettings.of(sockets), request -> Response.of(202), TestTime.TIMER);
    }
}
