// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast;

import static dev.holdfast.endpoint.ScriptedEndpoint.delivered;
import static dev.holdfast.endpoint.ScriptedEndpoint.deliveredWithoutBody;
import static dev.holdfast.endpoint.ScriptedEndpoint.inDoubt;
import static dev.holdfast.endpoint.ScriptedEndpoint.notSent;
import static dev.holdfast.endpoint.ScriptedEndpoint.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.endpoint.ScriptedEndpoint;
import dev.holdfast.endpoint.SendResult;
import dev.holdfast.ledger.Counter;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.message.Message;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.processor.ProcessorStatus;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.ManualTimer;
import dev.holdfast.transport.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Forwarding. B2, B3, B10 and B12 are weaknesses of the Ballerina connector that are closed here.
class ForwardingProcessorTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final ManualTimer timer = new ManualTimer();
    private final Holdfast holdfast = Holdfast.open(Books.inMemory(), timer, new Random(1));
    private final TestStore orders = new TestStore("orders", timer);
    private final TestStore deadLetters = new TestStore("dead-letters", timer);
    private final ScriptedEndpoint backEnd = new ScriptedEndpoint("back-end", timer);
    private final MessageStoreClient client = holdfast.client(orders).build();

    @AfterEach
    void close() {
        holdfast.close();
    }

    @Test
    void a_message_leaves_the_store_when_it_has_arrived() throws InterruptedException {
        store("one", "two");
        started(builder());
        timer.settle();
        assertThat(backEnd.bodies()).containsExactly("one", "two");
        assertThat(orders.bodies()).isEmpty();
    }

    @Test
    void b2_an_answer_that_is_no_2xx_is_no_delivery_when_nothing_is_said() throws InterruptedException {
        backEnd.then(refused(500), refused(404), notSent());
        store("one");
        started(builder().retryInterval(Duration.ofSeconds(3)));
        timer.advance(Duration.ofSeconds(8));
        assertThat(backEnd.sent()).hasSize(3);
        assertThat(orders.bodies()).containsExactly("one");
        timer.advance(Duration.ofSeconds(1));
        assertThat(orders.bodies()).isEmpty();
    }

    @Test
    void b2_nothing_is_dropped_when_nothing_is_said_about_that() throws InterruptedException {
        backEnd.otherwise(refused(500));
        store("one");
        ForwardingProcessor processor = started(builder().maxRedeliveryAttempts(2));
        timer.advance(Duration.ofSeconds(20));
        assertThat(processor.status().state()).isEqualTo(ProcessorStatus.State.DEACTIVATED);
        assertThat(orders.bodies()).containsExactly("one");
        backEnd.otherwise(delivered());
        timer.advance(Duration.ofMinutes(1));
        assertThat(orders.bodies()).isEmpty();
    }

    @Test
    void five_redeliveries_are_six_attempts_and_then_a_dead_letter_with_its_reason() throws InterruptedException {
        backEnd.otherwiseDo(outbound -> isBody(outbound.message(), "one") ? refused(500) : delivered());
        store("one", "two");
        started(builder()
                .maxRedeliveryAttempts(5)
                .retryInterval(Duration.ofSeconds(3))
                .deadLetterStore(deadLetters));
        timer.advance(Duration.ofSeconds(16));
        assertThat(backEnd.bodies()).containsExactly("one", "one", "one", "one", "one", "one", "two");
        assertThat(deadLetters.bodies()).containsExactly("one");
        assertThat(holdfast.balance("orders").get(Counter.DEAD_LETTERED)).isEqualTo(1);
    }

    @Test
    void codes_that_are_not_to_be_retried_are_final_and_nothing_is_lost() throws InterruptedException {
        backEnd.then(refused(404), refused(500), refused(400));
        store("one", "two");
        List<Integer> answers = new ArrayList<>();
        started(builder()
                .retryHttpStatusCodes(400, 500)
                .retryInterval(Duration.ofSeconds(1))
                .deadLetterStore(deadLetters)
                .onResponse((message, response) -> answers.add(response.status())));
        timer.advance(Duration.ofSeconds(3));
        assertThat(backEnd.bodies()).containsExactly("one", "two", "two", "two");
        assertThat(deadLetters.bodies()).containsExactly("one");
        assertThat(answers).containsExactly(404, 200);
    }

    @Test
    void a_dropped_message_is_in_the_books() throws InterruptedException {
        backEnd.then(refused(500), refused(500));
        store("one", "two");
        started(builder().failAction(FailAction.DROP).maxRedeliveryAttempts(1).retryInterval(Duration.ofSeconds(1)));
        timer.advance(Duration.ofSeconds(2));
        assertThat(backEnd.bodies()).containsExactly("one", "one", "two");
        assertThat(holdfast.balance("orders").get(Counter.DROPPED)).isEqualTo(1);
    }

    @Test
    void b3_a_message_that_the_dead_letter_store_does_not_take_stays_and_the_next_success_does_not_take_it_along()
            throws InterruptedException {
        deadLetters.faults.goDown(Category.UNAVAILABLE);
        backEnd.then(refused(500), refused(500));
        store("one", "two");
        ForwardingProcessor processor = started(
                builder().maxRedeliveryAttempts(0).deadLetterStore(deadLetters).inParallel(2));
        timer.advance(Duration.ofSeconds(5));
        assertThat(processor.status().isActive()).isFalse();
        assertThat(orders.bodies()).containsExactlyInAnyOrder("one", "two");
        deadLetters.faults.comeUp();
        store("three");
        processor.activate();
        timer.runUntil("all are there", () -> orders.bodies().isEmpty(), LONG);
        assertThat(backEnd.bodies()).contains("three").hasSize(5);
    }

    @Test
    void b10_an_acknowledgement_that_is_lost_is_made_up_for_without_a_second_send() throws InterruptedException {
        orders.faults.loseAcknowledgements(1);
        store("one", "two");
        List<String> answered = new ArrayList<>();
        started(builder()
                .onResponse((message, response) -> answered.add(message.id().toString())));
        timer.runUntil("both are gone", () -> orders.bodies().isEmpty(), LONG);
        assertThat(backEnd.bodies()).containsExactly("one", "two");
        assertThat(answered).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void b10_an_answer_whose_handler_throws_is_kept_and_the_message_is_not_sent_again() throws InterruptedException {
        TestStore responses = new TestStore("responses", timer);
        Content body = Content.ofText("order 7", "text/plain");
        backEnd.then(new SendResult.Delivered(new Response(201, Headers.of("X-Order", "7"), body)));
        store("one");
        started(builder()
                .onResponse((message, response) -> {
                    throw new IllegalStateException("the handler has a mistake");
                })
                .unhandledResponses(responses));
        timer.settle();
        assertThat(backEnd.bodies()).containsExactly("one");
        assertThat(orders.bodies()).isEmpty();
        assertThat(responses.bodies()).containsExactly("order 7");
    }

    @Test
    void an_answer_that_lost_its_body_is_told_as_such_and_the_message_is_not_sent_again() throws InterruptedException {
        backEnd.then(deliveredWithoutBody());
        store("one", "two");
        List<String> told = new ArrayList<>();
        started(builder()
                .onResponse((message, response) -> told.add("whole answer to " + text(message.message())))
                .onLostResponse((message, response, reason) ->
                        told.add(text(message.message()) + " " + response.status() + " " + reason)));
        timer.advance(Duration.ofMinutes(1));
        assertThat(backEnd.bodies()).containsExactly("one", "two");
        assertThat(told).containsExactly("one 200 the body of the answer is lost", "whole answer to two");
    }

    @Test
    void b12_a_message_that_is_retried_does_not_hold_up_others_in_parallel() throws InterruptedException {
        backEnd.otherwiseDo(outbound -> isBody(outbound.message(), "poison") ? refused(500) : delivered());
        store("poison", "two", "three");
        started(builder().inParallel(2).maxRedeliveryAttempts(-1));
        timer.settle();
        assertThat(backEnd.bodies()).containsExactlyInAnyOrder("poison", "two", "three");
        assertThat(orders.bodies()).containsExactly("poison");
    }

    @Test
    void b12_those_of_one_key_stay_in_order() throws InterruptedException {
        backEnd.then(refused(500));
        store("a1", "a2", "b1");
        started(builder()
                .inParallelByKey(4, message -> text(message.message()).substring(0, 1))
                .retryInterval(Duration.ofSeconds(1)));
        timer.advance(Duration.ofSeconds(2));
        assertThat(backEnd.bodies()).containsExactly("a1", "b1", "a1", "a2");
    }

    @Test
    void b12_a_retry_interval_may_be_longer_than_20_seconds() throws InterruptedException {
        backEnd.then(inDoubt());
        store("one");
        started(builder().retryInterval(Duration.ofMinutes(5)));
        timer.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(backEnd.sent()).hasSize(1);
        timer.advance(Duration.ofMillis(2));
        assertThat(backEnd.sent()).hasSize(2);
    }

    @Test
    void nothing_counts_while_the_endpoint_is_down_if_that_is_asked_for() throws InterruptedException {
        backEnd.otherwise(notSent());
        store("one", "two");
        ForwardingProcessor processor = started(
                builder().holdWhileEndpointIsDown().maxRedeliveryAttempts(1).retryInterval(Duration.ofSeconds(5)));
        timer.advance(Duration.ofMinutes(10));
        assertThat(processor.status().isActive()).isTrue();
        backEnd.otherwise(delivered());
        timer.advance(Duration.ofSeconds(6));
        assertThat(orders.bodies()).isEmpty();
    }

    @Test
    void a_message_that_is_too_old_goes_to_the_dead_letters() throws InterruptedException {
        backEnd.otherwise(refused(500));
        store("one");
        started(builder()
                .maxAge(Duration.ofMinutes(1))
                .maxRedeliveryAttempts(-1)
                .deadLetterStore(deadLetters));
        timer.advance(Duration.ofMinutes(2));
        assertThat(deadLetters.bodies()).containsExactly("one");
    }

    @Test
    void rounds_take_so_many_messages_so_far_apart() throws InterruptedException {
        store("1", "2", "3", "4", "5");
        started(builder().pollInterval(Duration.ofSeconds(10)).batchSize(2).forwardingInterval(Duration.ofSeconds(1)));
        timer.settle();
        assertThat(backEnd.bodies()).containsExactly("1");
        timer.advance(Duration.ofSeconds(9));
        assertThat(backEnd.bodies()).containsExactly("1", "2");
        timer.advance(Duration.ofSeconds(2));
        assertThat(backEnd.bodies()).containsExactly("1", "2", "3", "4");
        timer.advance(Duration.ofSeconds(10));
        assertThat(backEnd.bodies()).hasSize(5);
    }

    @Test
    void a_poll_interval_is_a_limit_of_the_rate() throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            store("message " + i);
        }
        started(builder().pollInterval(Duration.ofMillis(10)).batchSize(1));
        timer.advance(Duration.ofSeconds(2));
        assertThat(backEnd.sent()).hasSizeBetween(150, 201);
    }

    @Test
    void a_cron_expression_begins_rounds() throws InterruptedException {
        store("one", "two");
        started(builder().cron("0/2 * * * * ?").batchSize(1));
        timer.advance(Duration.ofMillis(1_900));
        assertThat(backEnd.bodies()).isEmpty();
        timer.advance(Duration.ofMillis(200));
        assertThat(backEnd.bodies()).containsExactly("one");
        timer.advance(Duration.ofSeconds(2));
        assertThat(backEnd.bodies()).containsExactly("one", "two");
    }

    @Test
    void a_message_can_be_prepared_before_it_is_sent() throws InterruptedException {
        store("one");
        started(builder()
                .beforeSend(message -> message.withHeaders(message.headers().with("Authorization", "Bearer 42"))));
        timer.settle();
        Headers sent = backEnd.sent().getFirst().message().headers();
        assertThat(sent.first("Authorization")).contains("Bearer 42");
    }

    @Test
    void a_preparation_that_throws_is_an_attempt_that_failed() throws InterruptedException {
        store("one");
        List<String> reasons = new ArrayList<>();
        started(builder()
                .beforeSend(message -> {
                    throw new IllegalStateException("no token");
                })
                .onFailure((message, reason) -> reasons.add(reason))
                .maxRedeliveryAttempts(0)
                .deadLetterStore(deadLetters));
        timer.settle();
        assertThat(backEnd.sent()).isEmpty();
        assertThat(reasons).hasSize(1).first().asString().contains("no token");
        assertThat(deadLetters.bodies()).containsExactly("one");
    }

    @Test
    void a_stop_is_no_deactivation_and_a_start_goes_on() throws InterruptedException {
        ForwardingProcessor processor = started(builder());
        processor.stop();
        store("one");
        timer.advance(Duration.ofSeconds(5));
        assertThat(backEnd.sent()).isEmpty();
        processor.start();
        timer.settle();
        assertThat(backEnd.bodies()).containsExactly("one");
        assertThat(processor.storeName()).isEqualTo("orders");
        assertThat(processor.name()).isEqualTo("forward orders");
    }

    @Test
    void a_deactivated_processor_waits_for_its_activation() throws InterruptedException {
        ForwardingProcessor processor = started(builder());
        processor.deactivate();
        store("one");
        timer.advance(Duration.ofHours(1));
        assertThat(backEnd.sent()).isEmpty();
        processor.activate();
        timer.settle();
        assertThat(backEnd.bodies()).containsExactly("one");
    }

    @Test
    void an_application_hears_of_a_deactivation() throws InterruptedException {
        backEnd.otherwise(refused(503));
        List<StoredMessage> heard = new ArrayList<>();
        store("one");
        started(builder().maxRedeliveryAttempts(0).onDeactivation((message, reason) -> heard.add(message)));
        timer.settle();
        assertThat(heard).hasSize(1);
    }

    @Test
    void settings_that_do_not_fit_together_are_refused() {
        assertThatThrownBy(() -> builder().failAction(FailAction.DLC_STORE).build())
                .hasMessageContaining("the store is missing");
        assertThatThrownBy(() -> builder()
                        .failAction(FailAction.DROP)
                        .deadLetterStore(deadLetters)
                        .build())
                .hasMessageContaining("goes with the fail action DLC_STORE");
        assertThatThrownBy(() -> builder().batchSize(5).build()).hasMessageContaining("pollInterval or cron");
        assertThatThrownBy(() -> builder()
                        .cron("0/2 * * * * ?")
                        .pollInterval(Duration.ofSeconds(1))
                        .build())
                .hasMessageContaining("not by both");
        assertThatThrownBy(() -> builder().cron("every now and then")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder()
                        .retryHttpStatusCodes(200)
                        .deadLetterStore(deadLetters)
                        .build())
                .hasMessageContaining("none of 2xx");
    }

    private ForwardingProcessorBuilder builder() {
        return holdfast.processor(orders, backEnd);
    }

    private static ForwardingProcessor started(ForwardingProcessorBuilder builder) {
        ForwardingProcessor processor = builder.build();
        processor.start();
        return processor;
    }

    private void store(String... bodies) throws InterruptedException {
        for (String body : bodies) {
            client.store(holdfast.message(Content.ofText(body, "text/plain")));
        }
    }

    private static boolean isBody(Message message, String body) {
        return text(message).equals(body);
    }

    private static String text(Message message) {
        return new String(message.content().toByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
