// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.endpoint.Outbound;
import dev.holdfast.endpoint.ScriptedEndpoint;
import dev.holdfast.endpoint.SendResult;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.message.StoredMessage.Note;
import dev.holdfast.processor.RetryPolicy.WhenDown;
import dev.holdfast.processor.RetryPolicy.WhenExhausted;
import dev.holdfast.transport.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// When a forwarding processor tries again, when it gives up, and what it leaves behind.
class ForwardingTest {

    private static final WhenDown HOLD = new WhenDown.Hold(StatusCodes.parse("408,429,502-504"), true);

    private final TestNode node = new TestNode();
    private final ScriptedEndpoint endpoint = new ScriptedEndpoint("back-end", node.timer);
    private RetrySchedule schedule = Backoff.fixed(Duration.ofSeconds(1));
    private WhenDown whenDown = new WhenDown.Attempt();
    private Optional<RetryPolicy.MaxAge> maxAge = Optional.empty();
    private Ordering ordering = new Ordering.Strict();
    private int members = 1;
    private int maxAttempts = 4;

    @Test
    void a_list_of_waits_goes_on_after_a_restart_where_it_was() {
        schedule = new WaitList(List.of(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofHours(2)), 0);
        maxAttempts = 0;
        endpoint.otherwise(ScriptedEndpoint.refused(500));
        node.append("orders", "a");
        Processor processor = started();
        node.timer.advance(Duration.ofSeconds(6));
        assertThat(endpoint.sent()).hasSize(2);
        processor.stop(Duration.ofSeconds(1));
        node.timer.advance(Duration.ofMinutes(4));
        started();
        node.timer.advance(Duration.ofSeconds(58));
        assertThat(endpoint.sent()).hasSize(2);
        node.timer.advance(Duration.ofSeconds(2));
        assertThat(endpoint.sent()).extracting(Outbound::attempt).containsExactly(1, 2, 3);
        node.timer.advance(Duration.ofHours(4));
        assertThat(endpoint.sent()).hasSize(5);
    }

    @Test
    void a_back_end_that_asks_for_time_gets_it() {
        endpoint.then(new SendResult.Refused(Response.of(503).with("Retry-After", "90")));
        node.append("orders", "a");
        started();
        node.timer.advance(Duration.ofSeconds(89));
        assertThat(endpoint.sent()).hasSize(1);
        node.timer.advance(Duration.ofSeconds(1));
        assertThat(endpoint.sent()).hasSize(2);
    }

    @Test
    void a_message_that_gets_too_old_is_a_dead_letter_at_that_time_whatever_comes_next() {
        maxAge = Optional.of(new RetryPolicy.MaxAge(Duration.ofMinutes(10), Optional.of("dead")));
        schedule = new WaitList(List.of(Duration.ofHours(2)), 0);
        endpoint.otherwise(ScriptedEndpoint.refused(503));
        node.append("orders", "a");
        Processor processor = started();
        node.timer.advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(node.bodies("orders")).containsExactly("a");
        node.timer.advance(Duration.ofMillis(1));
        node.timer.settle();
        assertThat(endpoint.sent()).hasSize(1);
        StoredMessage letter = node.contents("dead").getFirst();
        assertThat(letter.note(Note.REASON)).contains("older than 10 min (message.max.age); last attempt: status 503");
        assertThat(letter.note(Note.LAST_STATUS)).contains("503");
        assertThat(letter.note(Note.ENDPOINT)).contains("back-end");
        assertThat(processor.status().isActive()).isTrue();
    }

    @Test
    void a_message_that_is_too_old_ends_as_expired_where_the_artifact_says_so() {
        maxAge = Optional.of(new RetryPolicy.MaxAge(Duration.ofMinutes(1), Optional.empty()));
        endpoint.otherwise(ScriptedEndpoint.notSent());
        maxAttempts = 0;
        node.append("orders", "a");
        started();
        node.timer.advance(Duration.ofMinutes(1));
        node.timer.settle();
        assertThat(node.bodies("orders")).isEmpty();
        assertThat(node.ledger.balance("orders").get(dev.holdfast.ledger.Counter.EXPIRED))
                .isEqualTo(1);
    }

    @Test
    void a_dead_letter_keeps_what_is_known_about_it() {
        String text = "x".repeat(2 * Ending.KEPT_OF_RESPONSE);
        endpoint.otherwise(new SendResult.Refused(
                new Response(422, Headers.empty(), Content.of(text.getBytes(StandardCharsets.UTF_8), "text/plain"))));
        Instant accepted = node.timer.instant();
        node.append("orders", "a");
        started();
        node.runUntilEmpty("orders");
        StoredMessage letter = node.contents("dead").getFirst();
        assertThat(letter.acceptedAt()).isEqualTo(accepted);
        assertThat(letter.note(Note.REASON)).contains("status 422");
        assertThat(letter.note(Note.LAST_STATUS)).contains("422");
        assertThat(letter.note(Note.LAST_RESPONSE)).contains("x".repeat(Ending.KEPT_OF_RESPONSE) + "...");
        assertThat(letter.note(Note.ATTEMPTS)).contains("4");
        assertThat(letter.note(Note.SOURCE)).contains("orders");
        assertThat(letter.note(Note.ENDPOINT)).contains("back-end");
        assertThat(letter.note(Note.ENDED_AT).map(Instant::parse)).contains(accepted.plusSeconds(3));
    }

    @Test
    void while_an_endpoint_is_held_for_one_message_in_an_interval_is_tried_each_in_turn() {
        whenDown = HOLD;
        maxAttempts = 1;
        ordering = new Ordering.Unordered(4);
        endpoint.otherwise(ScriptedEndpoint.refused(503));
        node.append("orders", "a", "b", "c", "d");
        started();
        node.timer.settle();
        int first = endpoint.sent().size();
        node.timer.advance(Duration.ofSeconds(8));
        assertThat(endpoint.sent()).hasSize(first + 8);
        assertThat(endpoint.bodies()).contains("a", "b", "c", "d");
        endpoint.otherwise(ScriptedEndpoint.delivered());
        node.runUntilEmpty("orders");
        assertThat(node.bodies("dead")).isEmpty();
    }

    @Test
    void a_message_that_is_refused_while_others_pass_is_a_dead_letter() {
        whenDown = HOLD;
        maxAttempts = 2;
        ordering = new Ordering.Unordered(2);
        endpoint.otherwiseDo(outbound ->
                body(outbound).equals("bad") ? ScriptedEndpoint.refused(500) : ScriptedEndpoint.delivered());
        node.append("orders", "bad");
        started();
        node.timer.advance(Duration.ofMinutes(1));
        assertThat(node.bodies("orders")).as("nothing else passes").containsExactly("bad");
        for (int i = 0; i < 3; i++) {
            node.append("orders", "good" + i);
            node.timer.advance(Duration.ofSeconds(2));
        }
        assertThat(node.bodies("orders")).isEmpty();
        assertThat(node.bodies("dead")).containsExactly("bad");
    }

    @Test
    void each_message_is_taken_by_one_of_several_members() {
        members = 3;
        endpoint.otherwiseDo(ScriptedEndpoint.after(Duration.ofMillis(100), node.timer, ScriptedEndpoint.delivered()));
        node.append("orders", "a", "b", "c", "d", "e", "f", "g");
        started();
        node.runUntilEmpty("orders");
        assertThat(endpoint.bodies()).containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f", "g");
    }

    @BeforeEach
    void makeStores() {
        node.store("orders");
        node.store("dead");
    }

    private static String body(Outbound outbound) {
        return new String(outbound.message().content().toByteArray(), StandardCharsets.UTF_8);
    }

    private Processor started() {
        RetryPolicy retry = new RetryPolicy(
                maxAttempts,
                schedule,
                new WhenExhausted.DeadLetter("dead"),
                StatusCodes.none(),
                Optional.empty(),
                whenDown,
                RetryPolicy.LONGEST_RETRY_AFTER,
                maxAge);
        ForwardingSettings settings = new ForwardingSettings(
                new Processor.Identity("forward", "orders"),
                new Processor.Activation(true, Duration.ZERO, Duration.ofSeconds(5)),
                new Pace(Duration.ZERO, Optional.empty(), members),
                ordering,
                retry,
                new ForwardingSettings.Reconnect(0, Duration.ofSeconds(1)));
        Processor processor =
                Processors.forwarding(settings, _ -> Optional.of(endpoint), ProcessorHandlers.none(), node.context);
        processor.start();
        return processor;
    }
}
