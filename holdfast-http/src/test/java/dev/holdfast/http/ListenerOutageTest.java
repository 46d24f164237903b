// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What happens to a listener whose process may open no more files.
class ListenerOutageTest {

    private static final int OPEN_FILES = 100;

    @Test
    void a_listener_that_could_take_no_connection_takes_connections_again_when_it_can() throws IOException {
        try (ListenerProcess listener = ListenerProcess.start(OPEN_FILES)) {
            assertThat(get(listener)).isEqualTo(202);
            List<RawClient> all = new ArrayList<>();
            for (int i = 0; i < OPEN_FILES + 20; i++) {
                all.add(RawClient.connect(listener.port()));
            }
            TestTime.await("the outage", () -> listener.hasLogged("takes no connections for now"));
            TestTime.pass(Duration.ofMillis(400)); // so that accepting fails more than once
            assertThat(all.getFirst()
                            .send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                            .receive()
                            .status())
                    .isEqualTo(202);
            for (RawClient client : all) {
                client.close();
            }
            assertThat(get(listener)).isEqualTo(202);
            TestTime.await("its end", () -> listener.hasLogged("takes connections again"));
        }
    }

    private static int get(ListenerProcess listener) throws IOException {
        try (RawClient client = RawClient.connect(listener.port())) {
            return client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").receive().status();
        }
    }
}
