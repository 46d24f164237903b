// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.endpoint.Circuit.Blame;
import dev.holdfast.endpoint.ScriptedEndpoint;
import dev.holdfast.endpoint.SendResult;
import dev.holdfast.ledger.AttemptState;
import dev.holdfast.message.SampleMessages;
import dev.holdfast.transport.Response;
import dev.holdfast.transport.TransportResult.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
        assertThat(decide(result, fresh, 1))
                .isEqualTo(new DeliveryDecision.Delivered(Response.of(200), Optional.empty()));
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

    @ParameterizedTest(name = "status {0}, others may pass: {1}, to blame: {2}")
    @CsvSource({
        "500, true, MESSAGE, true",
        "400, true, MESSAGE, true",
        "503, true, MESSAGE, true",
        "500, true, UNKNOWN, false",
        "400, true, UNKNOWN, false",
        "503, true, UNKNOWN, false",
        "500, false, UNKNOWN, true",
        "400, false, UNKNOWN, true",
        "503, false, UNKNOWN, false",
        "503, false, MESSAGE, true",
    })
    void while_an_endpoint_is_held_for_a_refusal_counts_when_the_message_is_to_blame(
            int status, boolean othersPass, Blame blame, boolean counts) {
        RetryPolicy policy = holding(othersPass);
        DeliveryDecision decision =
                DeliveryDecision.decide(ScriptedEndpoint.refused(status), fresh, policy, new Moment(NOW, 0.5, blame));
        if (counts) {
            assertThat(decision).isInstanceOf(DeliveryDecision.Retry.class);
        } else {
            assertThat(decision)
                    .isEqualTo(new DeliveryDecision.Hold(
                            new AttemptState(fresh.id(), 1, 0, 1, NOW.plusMillis(5_001)), "status " + status));
        }
    }

    @ParameterizedTest
    @CsvSource({"true, MESSAGE, true", "true, UNKNOWN, false", "false, UNKNOWN, false", "false, MESSAGE, true"})
    void a_missing_answer_counts_only_when_others_have_passed(boolean othersPass, Blame blame, boolean counts) {
        for (SendResult failure : List.of(ScriptedEndpoint.notSent(), ScriptedEndpoint.inDoubt())) {
            DeliveryDecision decision =
                    DeliveryDecision.decide(failure, fresh, holding(othersPass), new Moment(NOW, 0.5, blame));
            assertThat(decision instanceof DeliveryDecision.Retry).isEqualTo(counts);
            assertThat(decision instanceof DeliveryDecision.Hold).isEqualTo(!counts);
        }
    }

    @Test
    void what_does_not_count_never_exhausts_and_waits_the_first_time_of_the_schedule() {
        AttemptState last = new AttemptState(fresh.id(), 1, 1, 70, NOW);
        Moment moment = new Moment(NOW, 0.5, Blame.UNKNOWN);
        assertThat(DeliveryDecision.decide(ScriptedEndpoint.notSent(), last, holding(true), moment))
                .isEqualTo(new DeliveryDecision.Hold(
                        new AttemptState(fresh.id(), 1, 1, 71, NOW.plusMillis(5_001)), "not sent: connection refused"));
        assertThat(DeliveryDecision.decide(
                        ScriptedEndpoint.notSent(), last, holding(true), new Moment(NOW, 0.5, Blame.MESSAGE)))
                .isInstanceOf(DeliveryDecision.Exhausted.class);
    }

    private static RetryPolicy holding(boolean othersPass) {
        return new RetryPolicy(
                2,
                new WaitList(List.of(Duration.ofSeconds(5), Duration.ofMinutes(5)), 0),
                DEACTIVATE,
                StatusCodes.none(),
                Optional.empty(),
                new RetryPolicy.WhenDown.Hold(StatusCodes.parse("408,429,502-504"), othersPass),
                RetryPolicy.LONGEST_RETRY_AFTER,
                Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 300", "3, 1800", "4, 7200", "5, 7200", "900, 7200"})
    void a_list_of_waits_is_followed_and_its_last_one_repeated(int failures, long seconds) {
        WaitList list = new WaitList(
                List.of(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2)), 0);
        assertThat(list.after(failures, 0.9)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest(name = "Retry-After: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 1",
                "1 | 1",
                "120 | 120",
                "3599 | 3599",
                "3601 | 3600",
                "99999999999999999999 | 3600",
                "-5 | 1",
                "soon | 1",
                "1.5 | 1",
                "Sun, 01 Mar 2026 12:02:00 GMT | 120",
                "Sun, 01 Mar 2026 11:59:00 GMT | 1",
                "Mon, 02 Mar 2026 12:00:00 GMT | 3600",
                "Sun, 99 Mar 2026 12:00:00 GMT | 1",
            })
    void an_answer_may_put_off_the_next_attempt_and_not_for_longer_than_the_limit(String field, long seconds) {
        SendResult refused = new SendResult.Refused(Response.of(405).with("Retry-After", field));
        DeliveryDecision decision = decide(refused, fresh, 4);
        assertThat(((DeliveryDecision.Retry) decision).attempts().nextAttemptAt())
                .isEqualTo(NOW.plusSeconds(seconds));
    }

    private static DeliveryDecision decide(SendResult result, AttemptState state, int maxAttempts) {
        RetryPolicy policy = new RetryPolicy(
                maxAttempts,
                Backoff.fixed(Duration.ofSeconds(1)),
                DEACTIVATE,
                StatusCodes.parse("404, 500-599"),
                Optional.empty());
        return DeliveryDecision.decide(result, state, policy, new Moment(NOW, 0.5, Blame.UNKNOWN));
    }
}
