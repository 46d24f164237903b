// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.transport.Listeners.ClientCertificate;
import dev.holdfast.transport.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientCertificateTest {

    @TempDir
    private Path folder;

    private int status(ClientCertificate wish, boolean shown) throws Exception {
        KeyStoreFile server = TestKeys.make(folder, "ip:127.0.0.1");
        KeyStoreFile client = TestKeys.make(folder, "dns:client");
        TlsSettings tls = new TlsSettings(
                server, Optional.of(client), wish, List.of("TLSv1.3"), List.of("TLS_AES_128_GCM_SHA256"));
        ListenerSettings settings =
                ListenerSettings.of(new ListenerSettings.Socket("inbound", "127.0.0.1", 0, Optional.of(tls)));
        try (HttpListener listener = HttpListener.start(settings, request -> Response.of(204), TestTime.TIMER);
                HttpClient http = HttpClient.newBuilder()
                        .sslContext(context(server, shown ? Optional.of(client) : Optional.empty()))
                        .build()) {
            URI target = URI.create("https://127.0.0.1:" + listener.ports().getFirst() + "/");
            return http.send(HttpRequest.newBuilder(target).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static SSLContext context(KeyStoreFile trusted, Optional<KeyStoreFile> shown) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted.load());
        KeyManager[] keys = new KeyManager[0];
        if (shown.isPresent()) {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(shown.get().load(), shown.get().keyPassword().toCharArray());
            keys = factory.getKeyManagers();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), new SecureRandom());
        return context;
    }

    @Test
    void a_certificate_that_is_required_lets_its_owner_in_and_nobody_else() throws Exception {
        assertThat(status(ClientCertificate.REQUIRED, true)).isEqualTo(204);
        assertThatThrownBy(() -> status(ClientCertificate.REQUIRED, false)).isInstanceOf(IOException.class);
    }

    @Test
    void a_certificate_that_is_optional_or_not_asked_for_lets_all_in() throws Exception {
        assertThat(status(ClientCertificate.OPTIONAL, true)).isEqualTo(204);
        assertThat(status(ClientCertificate.OPTIONAL, false)).isEqualTo(204);
        assertThat(status(ClientCertificate.NONE, true)).isEqualTo(204);
    }
}
