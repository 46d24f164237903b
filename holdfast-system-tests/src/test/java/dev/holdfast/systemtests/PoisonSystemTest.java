// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Messages that stand in the way of others.
@Execution(ExecutionMode.CONCURRENT)
class PoisonSystemTest {

    private static final int KILLS = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LARGEST_FRAME = 64 * 1024;

    @TempDir
    private Path folder;

    @Test
    void a_message_that_the_broker_refuses_goes_to_the_invalid_messages_and_the_rest_arrives() {
        try (Scenario scenario =
                Scenario.startWithoutBroker(folder, Scenario.QUICKLY, "--max-frame-size=" + LARGEST_FRAME)) {
            List<String> fitting = Scenario.symbols("fits", 6);
            fitting.subList(0, 3).forEach(scenario::post);
            assertThat(scenario.post("L".repeat(2 * LARGEST_FRAME)).status()).isEqualTo(202);
            fitting.subList(3, 6).forEach(scenario::post);

            scenario.broker().restart();

            scenario.awaitTaken(fitting);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(scenario.management()
                                    .store("invalid-messages")
                                    .path("size")
                                    .asInt())
                            .isEqualTo(1));
            scenario.awaitUnaccounted("failover", 0);
        }
    }

    /// A start of the program after each kill.
    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void a_message_at_the_head_of_thirty_kills_arrives_and_is_in_no_dead_letter_queue() throws JMSException {
        Map<String, String> unlimited = new HashMap<>(Scenario.QUICKLY);
        unlimited.put(
                "<parameter name=\"max.delivery.attempts\">4</parameter>",
                "<parameter name=\"max.delivery.attempts\">-1</parameter>");
        try (Scenario scenario = Scenario.start(folder, unlimited)) {
            scenario.backEnd().setSilent(true);
            List<String> symbols = new ArrayList<>(List.of("head"));
            assertThat(scenario.post("head").status()).isEqualTo(202);
            for (int kill = 1; kill <= KILLS; kill++) {
                int tries = kill;
                await().atMost(PATIENCE)
                        .until(() -> scenario.backEnd().received().size() >= tries);
                if (kill == KILLS) {
                    scenario.backEnd().setSilent(false);
                }
                scenario.killAndRestart();
            }
            scenario.post("behind");
            symbols.add("behind");

            scenario.awaitTaken(symbols);
            assertThat(scenario.backEnd().received().subList(0, KILLS + 1))
                    .extracting(RecordingBackEnd.Received::appendId)
                    .containsOnly(scenario.backEnd().received().getFirst().appendId());
            try (Queues queues = new Queues(scenario.broker().url())) {
                assertThat(queues.count("ActiveMQ.DLQ")).isZero();
            }
            scenario.awaitUnaccounted("Original", 0);
        }
    }

    @Test
    void a_message_that_somebody_takes_from_the_broker_is_missed() throws JMSException {
        try (Scenario scenario = Scenario.start(folder)) {
            scenario.management().deactivate("ForwardMessageProcessor");
            Scenario.symbols("waits", 3).forEach(scenario::post);
            scenario.awaitUnaccounted("Original", 0);

            try (Queues queues = new Queues(scenario.broker().url())) {
                queues.takeOne("Original_Queue");
            }

            scenario.awaitUnaccounted("Original", 1);
        }
    }
}
