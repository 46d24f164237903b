// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.transport.InboundRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Damaged requests: each is answered or dropped, none hangs, and nothing is taken for a request that is none.
/// A seed that is printed in a failure replays with `-Dholdfast.seed=`.
class ListenerFuzzTest {

    private static final int ROUNDS = 400;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");
    private static final List<String> REQUESTS = List.of(
            "GET /a?b HTTP/1.1\r\nHost: h\r\nX-A: 1\r\n\r\n",
            "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nContent-Type: text/xml\r\n\r\nhello",
            "PUT /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: 1\r\n\r\n",
            "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    private static final String SPICE = "\r\n\t :;,=/%\u0000\u007f\u00ff0aF-+\"HTTP/1.1";

    @Test
    void whatever_is_sent_is_answered_or_dropped() throws IOException {
        long seed = Long.getLong("holdfast.seed", System.nanoTime());
        Random random = new Random(seed);
        try (TestListener listener = TestListener.accepting()) {
            for (int round = 0; round < ROUNDS; round++) {
                String context = "seed " + seed + ", round " + round;
                byte[] damaged = damage(REQUESTS.get(random.nextInt(REQUESTS.size())), random);
                try (RawClient client = listener.connect()) {
                    client.send(damaged);
                    client.shutdownOutput();
                    String answers = client.receiveRest();
                    assertThat(STATUS.matcher(answers).results().map(result -> result.group(1)))
                            .as(context)
                            .allMatch(status -> List.of("202", "100", "400", "413", "417", "501", "505")
                                    .contains(status));
                }
            }
            assertThat(listener.seen())
                    .as("seed " + seed)
                    .extracting(InboundRequest::method)
                    .allMatch(Token::isToken);
            TestTime.await(
                    "all is given back", () -> listener.listener().counts().connections() == 0);
            assertThat(listener.listener().counts().bodyBytes()).isZero();
            assertThat(listener.listener().counts().requests()).isZero();
        }
    }

    private static byte[] damage(String request, Random random) {
        byte[] bytes = request.getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        int rate = 10 + random.nextInt(60);
        for (byte b : bytes) {
            switch (random.nextInt(rate)) {
                case 0 -> damaged.write(SPICE.charAt(random.nextInt(SPICE.length())));
                case 1 -> {
                    damaged.write(b);
                    damaged.write(SPICE.charAt(random.nextInt(SPICE.length())));
                }
                case 2 -> {} // left out
                default -> damaged.write(b);
            }
        }
        return damaged.toByteArray();
    }
}
