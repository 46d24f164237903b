// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests that cannot be taken get an answer that says why; the next good one is taken.
class BadMessagesSystemTest {

    private static final int KIBIBYTE = 1024;

    @TempDir
    private Path folder;

    private Gateway gateway;

    @BeforeEach
    void start() {
        gateway = Gateway.start(
                folder,
                Map.of(
                        "HOLDFAST_LIMITS_BODY", "64KiB",
                        "HOLDFAST_LIMITS_BODIES_IN_FLIGHT", "64KiB",
                        "HOLDFAST_LIMITS_HEADERS", "8KiB"),
                ArtifactTexts.ordersTo(ArtifactTexts.LOG_FULL + ArtifactTexts.STORE));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void each_is_refused_for_its_own_reason_and_nothing_of_it_is_stored() {
        assertThat(post("this is not XML")).as("not XML").isEqualTo(400);
        assertThat(post("<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>"))
                .as("a DTD")
                .isEqualTo(400);
        assertThat(post("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>&x;</a>"))
                .as("an external entity")
                .isEqualTo(400);
        assertThat(post("<a>" + "x".repeat(80 * KIBIBYTE) + "</a>"))
                .as("too large")
                .isEqualTo(413);
        assertThat(gateway.client()
                        .send(HttpRequest.newBuilder(gateway.client().uri(Gateway.PATH))
                                .header("X-Large", "x".repeat(16 * KIBIBYTE))
                                .POST(HttpRequest.BodyPublishers.ofString("<a/>")))
                        .status())
                .as("headers too large")
                .isEqualTo(431);
        assertThat(gateway.client().post("/services/Nobody", "<a/>").status())
                .as("no such proxy")
                .isEqualTo(404);

        assertThat(gateway.post("good").status()).isEqualTo(202);
        gateway.awaitTaken(List.of("good"));
        assertThat(gateway.backEnd().received()).hasSize(1);
    }

    @Test
    void when_too_much_is_on_its_way_the_next_one_is_refused_until_there_is_room() throws IOException {
        try (Socket slow = new Socket(
                InetAddress.getLoopbackAddress(), gateway.program().ports().http())) {
            String head = "POST " + Gateway.PATH + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\n"
                    + "Content-Length: " + 60 * KIBIBYTE + "\r\n\r\n";
            slow.getOutputStream().write((head + "x".repeat(50 * KIBIBYTE)).getBytes(StandardCharsets.US_ASCII));
            await().untilAsserted(() -> assertThat(
                            gateway.program().metrics().get("holdfast_http_body_bytes_in_flight"))
                    .isGreaterThan(40.0 * KIBIBYTE));

            assertThat(post("<a>" + "x".repeat(40 * KIBIBYTE) + "</a>")).isEqualTo(503);
        }
        await().untilAsserted(() -> assertThat(gateway.post("good").status()).isEqualTo(202));
        gateway.awaitTaken(List.of("good"));
    }

    private int post(String body) {
        return gateway.client().post(Gateway.PATH, body).status();
    }
}
