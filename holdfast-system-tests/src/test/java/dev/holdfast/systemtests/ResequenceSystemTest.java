// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.servers.PostgresServer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program with a store that puts messages into the order of a number in them, which is killed in between.
class ResequenceSystemTest {

    private static final String NUMBER = "substring-after(//*[local-name()='symbol'], '-')";
    private static final int FOR_EVER = -1;
    private static final AtomicInteger TESTS = new AtomicInteger();

    private static PostgresServer server;

    @TempDir
    private Path folder;

    /// Its sequence begins at 1.
    private final String store = "Waiting" + TESTS.incrementAndGet();

    @BeforeAll
    static void startServer() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void what_is_posted_out_of_order_arrives_in_order_across_crashes_of_program_and_database() {
        try (Gateway gateway = start(FOR_EVER)) {
            post(gateway, 2, 5, 3);
            gateway.program().kill();
            gateway.program().restart();
            post(gateway, 6, 1);
            gateway.awaitTaken(symbols(1, 2, 3));

            gateway.program().kill();
            server.kill();
            server.restart();
            gateway.program().restart();
            post(gateway, 8, 4);
            gateway.awaitTaken(symbols(1, 2, 3, 4, 5, 6));
            post(gateway, 7);
            gateway.awaitTaken(symbols(1, 2, 3, 4, 5, 6, 7, 8));
            assertThat(gateway.backEnd().received()).hasSize(8);
            await().untilAsserted(() -> assertThat(gateway.depth(store)).isZero());
        }
    }

    @Test
    void a_message_that_is_under_way_when_the_program_is_killed_comes_again_before_those_behind_it() {
        try (Gateway gateway = start(FOR_EVER)) {
            gateway.backEnd().setSilent(true);
            post(gateway, 3, 1, 2);
            await().untilAsserted(() -> assertThat(gateway.backEnd().received()).hasSize(1));
            gateway.program().kill();
            gateway.backEnd().setSilent(false);
            gateway.program().restart();
            gateway.awaitTaken(symbols(1, 2, 3));
        }
    }

    @Test
    void a_gap_is_passed_over_after_its_time_and_what_is_late_is_delivered_at_once() {
        try (Gateway gateway = start(1)) {
            post(gateway, 2);
            gateway.awaitTaken(symbols(2));
            post(gateway, 1);
            gateway.awaitTaken(symbols(2, 1));
            gateway.program().kill();
            gateway.program().restart();
            post(gateway, 4);
            gateway.awaitTaken(symbols(2, 1, 4));
            post(gateway, 3);
            gateway.awaitTaken(symbols(2, 1, 4, 3));
        }
    }

    @Test
    void a_message_without_a_number_is_not_accepted_and_holds_up_nobody() {
        try (Gateway gateway = start(FOR_EVER)) {
            assertThat(gateway.post("order-x").status()).isEqualTo(500);
            post(gateway, 1);
            gateway.awaitTaken(symbols(1));
        }
    }

    private Gateway start(int gapTimeout) {
        Map<String, String> artifacts = ArtifactTexts.ordersTo(ArtifactTexts.STORE);
        artifacts.put("Waiting.xml", StoreArtifacts.resequence(server, store, NUMBER, gapTimeout));
        artifacts.replaceAll((_, text) -> text.replace("\"Waiting\"", "\"" + store + "\""));
        return Gateway.start(folder, Map.of(), artifacts);
    }

    private static void post(Gateway gateway, int... numbers) {
        symbols(numbers)
                .forEach(symbol ->
                        assertThat(gateway.post(symbol).status()).as(symbol).isEqualTo(202));
    }

    private static List<String> symbols(int... numbers) {
        return Arrays.stream(numbers).mapToObj(number -> "order-" + number).toList();
    }
}
