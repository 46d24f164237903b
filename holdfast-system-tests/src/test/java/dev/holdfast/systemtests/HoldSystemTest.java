// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// A processor with `delivery.when.endpoint.down` = `hold`: a back end that is down for a while costs no
/// message its place, and a message that the back end never takes ends as a dead letter although others pass.
@Execution(ExecutionMode.CONCURRENT)
class HoldSystemTest {

    private static final int MESSAGES = 200;
    private static final int POISONED = 57;
    private static final String POISON = "poison";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "status {0}")
    @ValueSource(ints = {500, 503})
    void an_outage_makes_no_dead_letter_and_a_message_that_alone_is_refused_is_one(int status) {
        try (Gateway gateway = start("<parameter name=\"delivery.concurrency\">4</parameter>")) {
            List<String> symbols = waitThroughOutage(gateway, status);

            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(gateway.backEnd().taken()).containsExactlyInAnyOrderElementsOf(bodies(symbols)));
            awaitTheOnlyDeadLetter(gateway, "500");
        }
    }

    @Test
    void in_strict_order_an_outage_makes_no_dead_letter_and_the_order_stays() {
        try (Gateway gateway = start("")) {
            List<String> symbols = waitThroughOutage(gateway, 503);

            gateway.awaitTaken(symbols);
            awaitTheOnlyDeadLetter(gateway, "500");
        }
    }

    /// Two hundred messages come while the back end is down; then it is up again.
    ///
    /// @return those that it takes
    private static List<String> waitThroughOutage(Gateway gateway, int status) {
        gateway.backEnd().neverTake(POISON);
        gateway.backEnd().beginOutage(status);
        List<String> symbols = new ArrayList<>(Scenario.symbols("s", MESSAGES - 1));
        for (int i = 0; i < symbols.size(); i++) {
            if (i == POISONED) {
                assertThat(gateway.post(POISON).status()).isEqualTo(202);
            }
            assertThat(gateway.post(symbols.get(i)).status()).isEqualTo(202);
        }
        int before = gateway.backEnd().received().size();
        await().atMost(PATIENCE).until(() -> gateway.backEnd().received().size() > before + 5);
        assertThat(gateway.depth("Waiting")).isEqualTo(MESSAGES);
        assertThat(stateOfEndpoint(gateway)).isEqualTo("down");
        gateway.backEnd().endOutage();
        return symbols;
    }

    private static void awaitTheOnlyDeadLetter(Gateway gateway, String status) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(gateway.depth("Dead")).isEqualTo(1);
            assertThat(gateway.depth("Waiting")).isZero();
        });
        assertThat(stateOfEndpoint(gateway)).isEqualTo("up");
        try (Management management = Management.of(gateway.program())) {
            JsonNode letter =
                    management.get("/message-stores/Dead/messages").path("list").path(0);
            assertThat(letter.path("acceptedAt").asString("")).isNotEmpty();
            JsonNode notes = letter.path("notes");
            assertThat(notes.path("reason").asString("")).isEqualTo("status " + status);
            assertThat(notes.path("last_status").asString("")).isEqualTo(status);
            assertThat(notes.path("last_response").asString("")).isEqualTo("not " + POISON);
            assertThat(notes.path("endpoint").asString("")).isEqualTo("BackEnd");
            assertThat(notes.path("source").asString("")).isEqualTo("Waiting");
            assertThat(Integer.parseInt(notes.path("attempts").asString(""))).isGreaterThanOrEqualTo(2);
            assertThat(notes.path("ended_at").asString("")).isNotEmpty();
            assertThat(management.processor("Forward").path("status").asString(""))
                    .isEqualTo("active");
        }
    }

    private static String stateOfEndpoint(Gateway gateway) {
        try (Management management = Management.of(gateway.program())) {
            return management.get("/endpoints?name=BackEnd").path("state").asString("");
        }
    }

    private static List<String> bodies(List<String> symbols) {
        return symbols.stream().map(Client::getQuote).toList();
    }

    private Gateway start(String parameters) {
        Map<String, String> artifacts = ArtifactTexts.ordersTo(ArtifactTexts.STORE);
        artifacts.put("Dead.xml", ArtifactTexts.embeddedStore("Dead"));
        artifacts.computeIfPresent(
                "Forward.xml",
                (_, text) ->
                        text.replace("<parameter name=\"max.delivery.attempts\">-1</parameter>", """
                <parameter name="max.delivery.attempts">2</parameter>
                <parameter name="delivery.when.endpoint.down">hold</parameter>
                <parameter name="message.processor.failMessagesStore">Dead</parameter>
                """ + parameters));
        return Gateway.start(folder, Map.of(), artifacts);
    }
}
