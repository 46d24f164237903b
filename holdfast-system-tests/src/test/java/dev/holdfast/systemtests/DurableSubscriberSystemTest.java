// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// One publisher, a durable subscriber and one that is not.
class DurableSubscriberSystemTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String STORE = "pending_subscriptions";

    @TempDir
    private Path folder;

    @Test
    void with_both_up_each_gets_the_order_once() {
        try (Subscribers subscribers = new Subscribers(folder, Map.of())) {
            RecordingBackEnd durable = subscribers.durable().start();
            RecordingBackEnd other = subscribers.other().start();

            Client.Answer answer = subscribers.publish("both");

            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.body()).isEmpty();
            assertThat(durable.taken()).containsExactly(Subscribers.order("both"));
            assertThat(other.taken()).containsExactly(Subscribers.order("both"));
            assertThat(durable.received().getFirst().soapAction()).contains("urn:placeOrder");
            assertThat(subscribers.management().events(answer.messageId())).containsExactly("delivered", "delivered");
        }
    }

    @Test
    void what_the_durable_one_misses_it_gets_once_when_it_is_back_also_after_a_kill() {
        try (Subscribers subscribers = new Subscribers(folder, Map.of())) {
            RecordingBackEnd other = subscribers.other().start();
            Client.Answer answer = subscribers.publish("missed");
            assertThat(answer.status()).isEqualTo(202);
            assertThat(other.taken()).containsExactly(Subscribers.order("missed"));

            subscribers.program().kill();
            subscribers.program().restart();
            subscribers.management().awaitBack();
            RecordingBackEnd durable = subscribers.durable().start();

            awaitTaken(durable, "missed");
            awaitEmpty(subscribers);
            assertThat(durable.received()).hasSize(1);
            assertThat(other.received()).hasSize(1);
            assertThat(subscribers.management().events(answer.messageId()))
                    .contains("stored")
                    .endsWith("delivered");
        }
    }

    @Test
    void what_the_other_one_misses_is_gone_and_the_ledger_says_by_which_rule() {
        try (Subscribers subscribers = new Subscribers(folder, Map.of())) {
            RecordingBackEnd durable = subscribers.durable().start();
            Client.Answer answer = subscribers.publish("gone");
            assertThat(answer.status()).isEqualTo(202);
            assertThat(durable.taken()).containsExactly(Subscribers.order("gone"));

            RecordingBackEnd other = subscribers.other().start();
            awaitEmpty(subscribers);

            assertThat(other.received()).isEmpty();
            assertThat(subscribers.management().events(answer.messageId()))
                    .containsExactlyInAnyOrder("delivered", "attempted", "dropped");
            assertThat(reasonOfDrop(subscribers, answer)).contains("sub2_fails").contains("101503");
        }
    }

    @Test
    void a_subscriber_that_answers_503_has_failed() {
        try (Subscribers subscribers = new Subscribers(folder, Map.of())) {
            RecordingBackEnd durable = subscribers.durable().start();
            RecordingBackEnd other = subscribers.other().start();
            durable.answerNext(2, 503);
            other.answerNext(1, 503);

            Client.Answer answer = subscribers.publish("refused");

            assertThat(answer.status()).isEqualTo(202);
            awaitTaken(durable, "refused");
            awaitEmpty(subscribers);
            assertThat(durable.received()).hasSize(3);
            assertThat(other.received()).hasSize(1);
            assertThat(reasonOfDrop(subscribers, answer)).contains("503");
        }
    }

    @Test
    void the_publisher_is_answered_when_both_branches_have_ended_and_not_before() {
        try (Subscribers subscribers = new Subscribers(folder, Map.of())) {
            RecordingBackEnd durable = subscribers.durable().start();
            RecordingBackEnd other = subscribers.other().start();
            durable.holdAnswers();

            CompletableFuture<Client.Answer> answer = subscribers.publishing("held");
            await().atMost(PATIENCE)
                    .until(() -> durable.received().size() == 1 && other.taken().size() == 1);

            await().during(Duration.ofMillis(500)).until(() -> !answer.isDone());
            durable.speak();
            assertThat(answer.join().status()).isEqualTo(202);
        }
    }

    @Test
    void a_durable_copy_that_can_neither_be_delivered_nor_stored_is_not_accepted() {
        try (Subscribers subscribers = new Subscribers(folder, Map.of("HOLDFAST_DATA_RESERVE", "1000000GiB"))) {
            RecordingBackEnd other = subscribers.other().start();

            Client.Answer answer = subscribers.publish("nowhere");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.whole().headers().firstValue("Retry-After")).isPresent();
            assertThat(other.taken()).hasSize(1);
        }
    }

    private static void awaitTaken(RecordingBackEnd backEnd, String symbol) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(backEnd.taken()).isEqualTo(List.of(Subscribers.order(symbol))));
    }

    private static void awaitEmpty(Subscribers subscribers) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(subscribers.program().metrics())
                        .containsEntry("holdfast_store_messages{store=\"" + STORE + "\"}", 0.0)
                        .containsEntry("holdfast_store_unaccounted{store=\"" + STORE + "\"}", 0.0));
    }

    private static String reasonOfDrop(Subscribers subscribers, Client.Answer answer) {
        JsonNode list =
                subscribers.management().get("/ledger?id=" + answer.messageId()).path("list");
        StringBuilder reasons = new StringBuilder();
        for (JsonNode line : list) {
            if (line.path("event").asString("").equals("dropped")) {
                reasons.append(line.path("reason").asString(""));
            }
        }
        return reasons.toString();
    }
}
