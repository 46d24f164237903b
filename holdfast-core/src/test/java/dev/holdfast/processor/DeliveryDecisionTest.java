// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.endpoint.ScriptedEndpoint;
import dev.holdfast.endpoint.SendResult;
import dev.holdfast.ledger.AttemptState;
import dev.holdfast.message.SampleMessages;
import dev.holdfast.transport.Response;
import dev.holdfast.transport.TransportResult.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is done after a send, as tables of cases.
class DeliveryDecisionTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final RetryPolicy.WhenExhausted DEACTIVATE = new RetryPolicy.WhenExhausted.Deactivate();

    private final AttemptState fresh =
            AttemptState.none(SampleMessages.text("m").id()).in(1);

    @Test
    void what_arrived_is_settled_whatever_the_attempts() {
        SendResult result = ScriptedEndpoint.delivered();
        assertThat(decide(result, fresh, 1)).isEqualTo(new DeliveryDecision.Delivered(Response.of(200)));
    }

    @ParameterizedTest
    @CsvSource({"404, true", "500, true", "599, true", "400, false", "499, false", "405, false"})
    void an_answer_that_is_not_to_be_retried_is_given_up_at_once(int status, boolean givenUp) {
        DeliveryDecision decision = decide(ScriptedEndpoint.refused(status), fresh, 4);
        assertThat(decision instanceof DeliveryDecision.GiveUp).isEqualTo(givenUp);
        assertThat(decision instanceof DeliveryDecision.Retry).isEqualTo(!givenUp);
    }

    @Test
    void every_failure_counts_until_the_last_one() {
        for (SendResult failure :
                new SendResult[] {ScriptedEndpoint.refused(400), ScriptedEndpoint.notSent(), ScriptedEndpoint.inDoubt()
                }) {
            AttemptState state = fresh;
            for (int attempt = 1; attempt < 4; attempt++) {
                DeliveryDecision decision = decide(failure, state, 4);
                assertThat(decision).isInstanceOf(DeliveryDecision.Retry.class);
                state = ((DeliveryDecision.Retry) decision).attempts();
                assertThat(state.round()).isEqualTo(attempt);
                assertThat(state.nextAttemptAt()).isEqualTo(NOW.plusSeconds(1));
            }
            assertThat(decide(failure, state, 4)).isInstanceOf(DeliveryDecision.Exhausted.class);
        }
    }

    @Test
    void without_a_limit_nothing_is_ever_exhausted() {
        AttemptState many = new AttemptState(fresh.id(), 1, 1_000_000, 1_000_000, NOW);
        assertThat(decide(ScriptedEndpoint.notSent(), many, 0)).isInstanceOf(DeliveryDecision.Retry.class);
    }

    @Test
    void a_suspended_endpoint_costs_no_attempt() {
        SendResult suspended = new SendResult.Suspended(NOW.plusSeconds(30), new Failure(303_001, "suspended"));
        assertThat(decide(suspended, fresh, 1)).isEqualTo(new DeliveryDecision.Wait(NOW.plusSeconds(30), "suspended"));
    }

    @Test
    void a_new_activation_begins_a_new_round_and_keeps_the_total() {
        AttemptState exhausted = new AttemptState(fresh.id(), 1, 4, 9, NOW.plusSeconds(60));
        assertThat(exhausted.in(1)).isEqualTo(exhausted);
        assertThat(exhausted.in(2)).isEqualTo(new AttemptState(fresh.id(), 2, 0, 9, Instant.EPOCH));
        assertThat(exhausted.in(2).failed(NOW)).isEqualTo(new AttemptState(fresh.id(), 2, 1, 10, NOW));
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5, 100", "2, 0.5, 200", "3, 0.5, 400", "4, 0.5, 500", "60, 0.5, 500", "2000, 0.5, 500"})
    void waits_grow_to_their_maximum(int failures, double draw, long millis) {
        Backoff backoff = new Backoff(Duration.ofMillis(100), 2, Duration.ofMillis(500), 0.2);
        assertThat(backoff.after(failures, draw)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"0.0, 80", "0.25, 90", "0.5, 100", "0.75, 110"})
    void jitter_shifts_a_wait_by_at_most_its_part(double draw, long millis) {
        Backoff backoff = new Backoff(Duration.ofMillis(100), 2, Duration.ofMillis(500), 0.2);
        assertThat(backoff.after(1, draw)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4040", "99", "600", "404 500", "abc", "500-400", "-", "400-"})
    void what_is_no_status_code_is_refused(String text) {
        assertThatThrownBy(() -> StatusCodes.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"404, false", "40, false", "200, true", "204, true", "500, true", "550, true", "599, true", "499, false"
    })
    void a_code_is_in_the_set_only_as_a_whole(int code, boolean contained) {
        assertThat(StatusCodes.parse(" 200 ,204,, 500 - 599,").contains(code)).isEqualTo(contained);
    }

    private static DeliveryDecision decide(SendResult result, AttemptState state, int maxAttempts) {
        RetryPolicy policy = new RetryPolicy(
                maxAttempts,
                Backoff.fixed(Duration.ofSeconds(1)),
                DEACTIVATE,
                StatusCodes.parse("404, 500-599"),
                Optional.empty());
        return DeliveryDecision.decide(result, state, policy, NOW, 0.5);
    }
}
