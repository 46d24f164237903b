// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The back end refuses a message until the attempts are used up.
@Execution(ExecutionMode.CONCURRENT)
class BackEndFailureSystemTest {

    private static final String PROCESSOR = "ForwardMessageProcessor";
    private static final int ATTEMPTS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void used_up_attempts_deactivate_the_processor_and_an_operator_brings_it_back(int status) {
        try (Scenario scenario = Scenario.start(folder)) {
            scenario.backEnd().answerNext(ATTEMPTS, status);
            Client.Answer answer = scenario.post("refused");
            assertThat(answer.status()).isEqualTo(202);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(state(scenario)).isEqualTo("inactive"));
            assertThat(scenario.management().processor(PROCESSOR).path("reason").asString(""))
                    .contains(Integer.toString(status));
            assertThat(scenario.backEnd().received()).hasSize(ATTEMPTS);
            assertThat(scenario.program().process().lines())
                    .anyMatch(line -> line.contains("ERROR") && line.contains("[" + PROCESSOR + "] is deactivated"));

            scenario.management().activate(PROCESSOR);

            scenario.awaitTaken(List.of("refused"));
            assertThat(scenario.backEnd().received())
                    .hasSize(ATTEMPTS + 1)
                    .allSatisfy(request -> assertThat(request.appendId()).startsWith(answer.messageId()));
            scenario.awaitUnaccounted("Original", 0);
        }
    }

    @Test
    void a_deactivated_processor_that_is_left_alone_comes_back_by_itself() {
        try (Scenario scenario =
                Scenario.start(folder, Scenario.withParameter("message.processor.auto.reactivate.interval", "1000"))) {
            scenario.backEnd().answerNext(ATTEMPTS, 500);
            scenario.post("refused");

            scenario.awaitTaken(List.of("refused"));

            assertThat(scenario.backEnd().received()).hasSize(ATTEMPTS + 1);
            await().untilAsserted(() -> assertThat(state(scenario)).isEqualTo("active"));
        }
    }

    @Test
    void attempts_and_deactivation_survive_a_kill() {
        try (Scenario scenario = Scenario.start(folder)) {
            // An attempt that the kill cut off is not counted and comes again.
            scenario.backEnd().answerNext(ATTEMPTS + 1, 500);
            scenario.post("refused");
            await().atMost(PATIENCE).until(() -> scenario.backEnd().received().size() >= 2);

            scenario.killAndRestart();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(state(scenario)).isEqualTo("inactive"));
            assertThat(scenario.backEnd().received()).hasSizeBetween(ATTEMPTS, ATTEMPTS + 1);
            scenario.killAndRestart();
            assertThat(state(scenario)).isEqualTo("inactive");
        }
    }

    private static String state(Scenario scenario) {
        return scenario.management().processor(PROCESSOR).path("status").asString("");
    }
}
