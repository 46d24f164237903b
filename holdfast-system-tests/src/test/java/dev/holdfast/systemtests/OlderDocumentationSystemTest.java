// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bench.Artifacts;
import dev.holdfast.bench.Program;
import dev.holdfast.servers.ActiveMqBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same scenario as older documentation of WSO2 prints it: stores and endpoint without a namespace, and the
/// store
/// spelled `Orginal` throughout.
class OlderDocumentationSystemTest {

    private static final Path ARTIFACTS = Path.of("src/test/resources/older-documentation");

    @TempDir
    private Path folder;

    @Test
    void it_works_as_it_is_printed() {
        try (ActiveMqBroker broker = ActiveMqBroker.start(folder.resolve("broker"));
                RecordingBackEnd backEnd = RecordingBackEnd.start()) {
            Path copy = Artifacts.copy(
                    ARTIFACTS,
                    folder.resolve("artifacts"),
                    Map.of("tcp://localhost:61616", broker.url(), "127.0.0.1:9000", "127.0.0.1:" + backEnd.port()));
            try (Program program = Program.start(Program.Setup.of(copy, folder.resolve("data")));
                    Client client = new Client(program.ports().http())) {
                assertThat(client.post(Scenario.PROXY, Client.getQuote("IBM")).status())
                        .isEqualTo(202);
                broker.stop();
                assertThat(client.post(Scenario.PROXY, Client.getQuote("SUN")).status())
                        .isEqualTo(202);
                broker.restart();

                Awaitility.await()
                        .atMost(java.time.Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(backEnd.taken())
                                .isEqualTo(List.of(Client.getQuote("IBM"), Client.getQuote("SUN"))));
                assertThat(program.process().lines())
                        .anyMatch(line -> line.contains("WARN") && line.contains("namespace"));
            }
        }
    }
}
