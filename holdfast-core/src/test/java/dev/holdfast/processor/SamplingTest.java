// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.Counter;
import dev.holdfast.message.SampleMessages;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.message.StoredMessage.Note;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A sampling processor: when it settles a message, and what it does with one that fails.
class SamplingTest {

    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final TestNode node = new TestNode();
    private final List<String> processed = new ArrayList<>();
    private final Deque<Samples.Result> results = new ArrayDeque<>();
    private RetryPolicy.WhenExhausted whenExhausted = new RetryPolicy.WhenExhausted.DeadLetter("dead");
    private Optional<RetryPolicy.MaxAge> maxAge = Optional.empty();
    private Duration length = Duration.ZERO;
    private Duration reactivateAfter = Duration.ZERO;
    private boolean defect;

    @Test
    void so_many_messages_are_taken_at_each_time() {
        node.append("orders", "a", "b", "c", "d", "e");
        started(2);
        node.timer.settle();
        assertThat(processed).containsExactlyInAnyOrder("a", "b");
        node.timer.advance(INTERVAL);
        assertThat(processed).hasSize(4);
        node.timer.advance(INTERVAL);
        assertThat(processed).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
        assertThat(node.ledger.balance("orders").get(Counter.DELIVERED)).isEqualTo(5);
    }

    @Test
    void a_message_is_settled_when_its_processing_has_ended_and_not_before() {
        length = Duration.ofMillis(500);
        node.append("orders", "a");
        started(1);
        node.timer.advance(Duration.ofMillis(400));
        assertThat(processed).containsExactly("a");
        assertThat(node.bodies("orders")).containsExactly("a");
        node.timer.advance(Duration.ofMillis(200));
        assertThat(node.bodies("orders")).isEmpty();
    }

    @Test
    void a_failure_is_an_attempt_and_after_the_last_the_message_is_a_dead_letter_with_all_that_is_known() {
        results.add(new Samples.Result.Failed("out of stock"));
        results.add(new Samples.Result.Failed("still out of stock"));
        node.append("orders", "a", "b");
        started(1);
        node.timer.settle();
        assertThat(node.bodies("orders")).as("order of one lane").containsExactly("a", "b");
        node.timer.advance(RETRY.minusMillis(1));
        assertThat(processed).containsExactly("a");
        node.runUntilEmpty("orders");
        assertThat(processed).containsExactly("a", "a", "b");
        StoredMessage letter = node.contents("dead").getFirst();
        assertThat(letter.note(Note.REASON)).contains("still out of stock");
        assertThat(letter.note(Note.ATTEMPTS)).contains("2");
        assertThat(letter.note(Note.ENDPOINT)).contains("sequence work");
        assertThat(letter.note(Note.SOURCE)).contains("orders");
        assertThat(letter.note(Note.ENDED_AT).map(Instant::parse)).contains(Instant.parse("2026-03-01T12:00:05Z"));
    }

    @Test
    void without_a_store_for_dead_letters_the_processor_gives_up_and_the_message_stays() {
        whenExhausted = new RetryPolicy.WhenExhausted.Deactivate();
        results.add(new Samples.Result.Failed("out of stock"));
        results.add(new Samples.Result.Failed("out of stock"));
        node.append("orders", "a");
        Processor processor = started(1);
        node.timer.advance(RETRY.multipliedBy(2));
        assertThat(processor.status().isActive()).isFalse();
        assertThat(node.bodies("orders")).containsExactly("a");
        processor.activate();
        node.runUntilEmpty("orders");
        assertThat(processed).containsExactly("a", "a", "a");
    }

    @Test
    void a_defect_in_what_is_done_stops_the_processor_for_a_while_and_not_for_ever() {
        reactivateAfter = Duration.ofSeconds(60);
        defect = true;
        node.append("orders", "a");
        Processor processor = started(1);
        node.timer.settle();
        assertThat(processor.status().isActive()).isFalse();
        assertThat(processor.status().reason()).contains("a defect");
        assertThat(node.bodies("orders")).containsExactly("a");
        defect = false;
        node.timer.advance(reactivateAfter);
        node.runUntilEmpty("orders");
        assertThat(processor.status().isActive()).isTrue();
    }

    @Test
    void a_message_that_gets_too_old_between_two_attempts_ends_then() {
        maxAge = Optional.of(new RetryPolicy.MaxAge(Duration.ofSeconds(3), Optional.of("dead")));
        results.add(new Samples.Result.Failed("out of stock"));
        node.append("orders", "a");
        started(1);
        node.timer.advance(Duration.ofSeconds(3));
        node.timer.settle();
        assertThat(processed).containsExactly("a");
        assertThat(node.contents("dead").getFirst().note(Note.REASON))
                .contains("older than 3 s (message.max.age); last attempt: out of stock");
    }

    @BeforeEach
    void makeStores() {
        node.store("orders");
        node.store("dead");
    }

    private Processor started(int atOnce) {
        RetryPolicy retry = new RetryPolicy(
                2,
                Backoff.fixed(RETRY),
                whenExhausted,
                StatusCodes.none(),
                Optional.empty(),
                new RetryPolicy.WhenDown.Attempt(),
                Duration.ZERO,
                maxAge);
        SamplingSettings settings = new SamplingSettings(
                new Processor.Identity("sample", "orders"),
                new Processor.Activation(true, reactivateAfter, Duration.ofSeconds(5)),
                new SamplingSettings.Rate(INTERVAL, Optional.empty(), 1, atOnce),
                retry,
                new ForwardingSettings.Reconnect(0, Duration.ofSeconds(1)));
        Processor processor = Processors.sampling(settings, new Work(), node.context);
        processor.start();
        return processor;
    }

    private final class Work implements Samples {

        @Override
        public String name() {
            return "sequence work";
        }

        @Override
        public Result process(StoredMessage message) {
            if (defect) {
                throw new IllegalStateException("a defect");
            }
            processed.add(SampleMessages.body(message));
            node.timer.pause(length);
            Result planned = results.poll();
            return planned == null ? new Result.Ended() : planned;
        }
    }
}
