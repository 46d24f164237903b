// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sampling processor loses nothing: a message stays in its store until the sequence has ended.
class SamplingSystemTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void a_message_whose_sequence_a_kill_broke_off_is_handed_over_again() {
        try (Gateway gateway = Gateway.start(folder, Map.of(), artifacts())) {
            gateway.backEnd().holdAnswers();
            assertThat(gateway.post("first").status()).isEqualTo(202);
            assertThat(gateway.post("second").status()).isEqualTo(202);
            await().atMost(PATIENCE).until(() -> gateway.backEnd().received().size() == 1);
            assertThat(gateway.depth("Waiting")).isEqualTo(2);

            gateway.program().kill();
            gateway.program().restart();
            gateway.backEnd().speak();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(gateway.backEnd().received())
                            .extracting(RecordingBackEnd.Received::body)
                            .containsExactlyElementsOf(bodies("first", "first", "second")));
            await().atMost(PATIENCE).until(() -> gateway.depth("Waiting") == 0);
        }
    }

    @Test
    void the_management_api_knows_it_by_its_type_and_switches_it() {
        try (Gateway gateway = Gateway.start(folder, Map.of(), artifacts());
                Management management = Management.of(gateway.program())) {
            assertThat(management.processor("Sample").path("type").asString("")).isEqualTo("Sampling-processor");
            management.deactivate("Sample");
            gateway.post("waits");
            assertThat(management.processor("Sample").path("status").asString(""))
                    .isEqualTo("inactive");
            assertThat(gateway.backEnd().received()).isEmpty();

            management.activate("Sample");

            gateway.awaitTaken(List.of("waits"));
        }
    }

    private static List<String> bodies(String... symbols) {
        return List.of(symbols).stream().map(Client::getQuote).toList();
    }

    private static Map<String, String> artifacts() {
        Map<String, String> artifacts = new LinkedHashMap<>(ArtifactTexts.ordersTo(ArtifactTexts.STORE));
        artifacts.remove("Forward.xml");
        artifacts.put("Work.xml", """
                <sequence name="Work" xmlns="http://ws.apache.org/ns/synapse">
                  <call><endpoint key="BackEnd"/></call>
                </sequence>
                """);
        artifacts.put("Sample.xml", """
                <messageProcessor name="Sample" messageStore="Waiting"
                                  class="org.apache.synapse.message.processor.impl.sampler.SamplingProcessor"
                                  xmlns="http://ws.apache.org/ns/synapse">
                  <parameter name="interval">1000</parameter>
                  <parameter name="sequence">Work</parameter>
                </messageProcessor>
                """);
        return artifacts;
    }
}
