// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.servers.ActiveMqBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The example `reliable-delivery`, run as its README says: each program and the broker a process of its own.
@Timeout(900)
class ReliableDeliverySystemTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int BURST = Integer.getInteger("holdfast.burst", 1_000);
    private static final int CLIENTS = 16;

    @TempDir
    private Path folder;

    private ActiveMqBroker broker;
    private OrderPrograms programs;

    @BeforeEach
    void start() {
        broker = ActiveMqBroker.start(folder.resolve("broker"));
        programs = new OrderPrograms(broker.url(), folder.resolve("data"));
    }

    @AfterEach
    void stop() {
        programs.close();
        broker.close();
    }

    @Test
    void an_order_is_answered_and_arrives() {
        programs.startBackEnd();
        programs.startStore();
        programs.startProcessor();
        Client.Answer answer = programs.order("order 1");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("Stock order placed successfully.");
        awaitSaved(List.of("order 1"));
        await().atMost(PATIENCE).until(() -> programs.processorSays("Stock order persisted successfully"));
    }

    @Test
    void nothing_is_lost_whatever_is_killed() {
        List<String> accepted = new ArrayList<>();
        programs.startBackEnd();
        programs.startStore();
        programs.startProcessor();
        accept(accepted, "all well");

        broker.kill();
        Client.Answer refused = programs.order("not stored");
        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.body()).isEqualTo("Stock order placement failed.");
        broker.restart();
        accept(accepted, "after the broker was killed");

        programs.killBackEnd();
        accept(accepted, "while the back end is dead");
        programs.startBackEnd();

        programs.killProcessor();
        accept(accepted, "while the processor is dead");
        programs.startProcessor();

        programs.killStore();
        programs.startStore();
        accept(accepted, "after the store was killed");

        awaitSaved(accepted);
        programs.killProcessor();
        programs.startProcessor();
        accept(accepted, "last");
        awaitSaved(accepted);
    }

    @Test
    void an_order_that_cannot_be_delivered_is_put_aside_after_six_attempts() {
        programs.startStore();
        programs.startProcessor();
        assertThat(programs.order("nobody takes this").status()).isEqualTo(202);
        await().atMost(PATIENCE).until(() -> programs.processorSays("Dead letter to store [dead_item_orders]"));
        assertThat(programs.processorSays("did not arrive in 6 attempts")).isTrue();
    }

    @Test
    void a_burst_reaches_a_back_end_that_takes_100_a_second() throws InterruptedException, ExecutionException {
        programs.startBackEnd("ORDERS_PER_SECOND", "100");
        programs.startStore();
        programs.startProcessor("FORWARDING_INTERVAL_MILLIS", "10");
        List<String> orders =
                IntStream.range(0, BURST).mapToObj(i -> "burst " + i + ".").toList();
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (String order : orders) {
                answers.add(clients.submit(() -> programs.order(order).status()));
            }
        }
        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isEqualTo(202);
        }
        awaitSaved(orders);
        assertThat(programs.backEndSays("Too many orders")).isFalse();
        assertThat(programs.timesSaved()).isEqualTo(BURST);
    }

    private void accept(List<String> accepted, String order) {
        await().atMost(PATIENCE).until(() -> programs.order(order).status() == 202);
        accepted.add(order);
    }

    private void awaitSaved(List<String> orders) {
        await().atMost(Duration.ofMillis(PATIENCE.toMillis() + 20L * orders.size()))
                .until(() -> programs.saved().containsAll(orders));
    }
}
