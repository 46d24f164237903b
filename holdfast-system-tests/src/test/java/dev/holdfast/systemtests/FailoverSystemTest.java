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
import org.junit.jupiter.params.provider.EnumSource;

/// The broker goes away and comes back; in between, Holdfast is killed.
@Execution(ExecutionMode.CONCURRENT)
class FailoverSystemTest {

    private static final int BACKLOG = 20;

    /// Appends to the queue are given up after 800 ms where a failover store stands behind it; nothing else of a broker
    /// or its client is as quick.
    private static final Duration NO_WAIT_FOR_THE_BROKER = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    /// How the broker goes away.
    enum Outage {
        STOPPED,
        KILLED,
        FROZEN
    }

    @Test
    void a_request_is_accepted_arrives_as_it_was_and_the_ledger_shows_its_way() {
        try (Scenario scenario = Scenario.start(folder)) {
            Client.Answer answer = scenario.post("IBM");

            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.body()).isEmpty();
            scenario.awaitTaken(List.of("IBM"));
            assertThat(scenario.backEnd().received()).singleElement().satisfies(request -> {
                assertThat(request.soapAction().replace("\"", "")).isEqualTo("urn:getQuote");
                assertThat(request.appendId()).startsWith(answer.messageId());
                assertThat(request.attempt()).isEqualTo("1");
            });
            await().untilAsserted(() -> assertThat(scenario.management().events(answer.messageId()))
                    .containsSequence("stored", "delivered"));
            scenario.awaitUnaccounted("Original", 0);
            assertThat(scenario.program().process().stop()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_accepted_while_the_broker_is_away_survives_a_kill_and_arrives_once_in_order(Outage outage) {
        Map<String, String> changes = outage == Outage.STOPPED ? Map.of() : Scenario.QUICKLY;
        try (Scenario scenario = Scenario.start(folder, changes)) {
            scenario.post("before");
            scenario.awaitTaken(List.of("before"));
            begin(scenario, outage);

            List<String> symbols = Scenario.symbols("away", BACKLOG);
            for (String symbol : symbols) {
                Client.Answer answer = scenario.post(symbol);
                assertThat(answer.status()).as(symbol).isEqualTo(202);
                assertThat(answer.time()).as(symbol).isLessThan(NO_WAIT_FOR_THE_BROKER);
            }
            assertThat(scenario.management().store("failover").path("size").asInt())
                    .isEqualTo(BACKLOG);
            assertThat(log(scenario, "go to its failover store [failover] from now on"))
                    .hasSize(1);

            scenario.killAndRestart();
            assertThat(scenario.management().store("failover").path("size").asInt())
                    .isEqualTo(BACKLOG);

            end(scenario, outage);
            List<String> later = Scenario.symbols("back", 3);
            later.forEach(symbol ->
                    assertThat(scenario.post(symbol).status()).as(symbol).isEqualTo(202));

            List<String> all = new ArrayList<>(List.of("before"));
            all.addAll(symbols);
            all.addAll(later);
            scenario.awaitTaken(all);
            assertThat(scenario.backEnd().received()).hasSameSizeAs(all);
            scenario.awaitUnaccounted("Original", 0);
            scenario.awaitUnaccounted("failover", 0);
        }
    }

    private static void begin(Scenario scenario, Outage outage) {
        switch (outage) {
            case STOPPED -> scenario.broker().stop();
            case KILLED -> scenario.broker().kill();
            case FROZEN -> scenario.broker().freeze();
        }
    }

    private static void end(Scenario scenario, Outage outage) {
        switch (outage) {
            case STOPPED, KILLED -> scenario.broker().restart();
            case FROZEN -> scenario.broker().resume();
        }
    }

    private static List<String> log(Scenario scenario, String part) {
        return scenario.program().process().lines().stream()
                .filter(line -> line.contains(part))
                .toList();
    }
}
