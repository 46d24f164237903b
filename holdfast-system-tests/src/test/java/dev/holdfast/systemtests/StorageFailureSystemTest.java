// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.servers.FreePort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A message that cannot be stored is not accepted.
class StorageFailureSystemTest {

    private static final String NO_BROKER = "tcp://127.0.0.1:" + FreePort.next();

    @TempDir
    private Path folder;

    @Test
    void without_broker_and_without_room_on_the_disk_nothing_is_accepted_and_nothing_is_stored() {
        Map<String, String> artifacts = ArtifactTexts.ordersTo(ArtifactTexts.STORE);
        artifacts.put(
                "Waiting.xml", ArtifactTexts.jmsStore("Waiting", NO_BROKER, ArtifactTexts.failoverTo("Failover")));
        artifacts.put("Failover.xml", ArtifactTexts.embeddedStore("Failover"));
        try (Gateway gateway = Gateway.start(folder, Map.of("HOLDFAST_DATA_RESERVE", "1000000GiB"), artifacts)) {
            Client.Answer answer = gateway.post("nowhere");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.whole().headers().firstValue("Retry-After")).isPresent();
            assertThat(gateway.depth("Failover")).isZero();
        }
    }

    @Test
    void a_full_disk_refuses_new_messages_and_delivers_those_that_wait() {
        Map<String, String> artifacts = ArtifactTexts.ordersTo(ArtifactTexts.STORE);
        try (Gateway gateway = Gateway.start(folder, Map.of(), artifacts)) {
            gateway.backEnd().setSilent(true);
            assertThat(gateway.post("waits").status()).isEqualTo(202);
            gateway.program().kill();
        }
        try (Gateway gateway = Gateway.start(folder, Map.of("HOLDFAST_DATA_RESERVE", "1000000GiB"), artifacts)) {
            assertThat(gateway.post("refused").status()).isEqualTo(503);
            gateway.awaitTaken(List.of("waits"));
        }
    }

    @Test
    void a_fault_sequence_that_stores_elsewhere_makes_it_a_success() {
        Map<String, String> artifacts =
                ArtifactTexts.ordersTo(ArtifactTexts.STORE, "<store messageStore=\"Elsewhere\"/>");
        artifacts.put("Waiting.xml", ArtifactTexts.jmsStore("Waiting", NO_BROKER, ""));
        artifacts.put("Elsewhere.xml", ArtifactTexts.embeddedStore("Elsewhere"));
        try (Gateway gateway = Gateway.start(folder, Map.of(), artifacts)) {
            assertThat(gateway.post("elsewhere").status()).isEqualTo(202);
            assertThat(gateway.depth("Elsewhere")).isEqualTo(1);
        }
    }

    @Test
    void a_fault_sequence_that_only_logs_does_not_make_a_success() {
        Map<String, String> artifacts = ArtifactTexts.ordersTo(ArtifactTexts.STORE, ArtifactTexts.LOG_FULL);
        artifacts.put("Waiting.xml", ArtifactTexts.jmsStore("Waiting", NO_BROKER, ""));
        try (Gateway gateway = Gateway.start(folder, Map.of(), artifacts)) {
            assertThat(gateway.post("nowhere").status()).isEqualTo(503);
        }
    }

    @Test
    void after_a_failed_flush_the_store_takes_nothing_until_the_program_has_recovered() {
        try (Gateway gateway = Gateway.start(folder, Map.of())) {
            List<String> accepted = new ArrayList<>();
            gateway.backEnd().setSilent(true);
            post(gateway, "healthy", accepted);
            assertThat(accepted).hasSize(1);

            long pid = gateway.program().process().pid();
            try (Strace failing = Strace.attach(
                    pid, folder, "-e", "trace=fdatasync,fsync", "-e", "inject=fdatasync,fsync:error=EIO")) {
                assertThat(gateway.post("failing").status()).isEqualTo(503);
                failing.detach();
            }
            assertThat(gateway.post("after").status()).isEqualTo(503);
            gateway.program().kill();

            gateway.backEnd().setSilent(false);
            gateway.program().restart();
            post(gateway, "recovered", accepted);

            assertThat(accepted).hasSize(2);
            org.awaitility.Awaitility.await()
                    .untilAsserted(() -> assertThat(Set.copyOf(gateway.backEnd().taken()))
                            .contains(Client.getQuote("healthy"), Client.getQuote("recovered"))
                            .doesNotContain(Client.getQuote("after")));
        }
    }

    private static void post(Gateway gateway, String symbol, List<String> accepted) {
        if (gateway.post(symbol).status() == 202) {
            accepted.add(symbol);
        }
    }
}
