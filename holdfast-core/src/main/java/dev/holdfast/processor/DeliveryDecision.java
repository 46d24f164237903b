// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.endpoint.SendResult;
import dev.holdfast.ledger.AttemptState;
import dev.holdfast.transport.Response;
import java.time.Instant;

/// What is to be done with a message after a send. Decided here and nowhere else, from what is given: no clock,
/// no I/O, no log.
public sealed interface DeliveryDecision {

    /// It arrived: settle it as delivered.
    record Delivered(Response response) implements DeliveryDecision {}

    /// It did not arrive and will not: the artifact names the answer as one that is not retried.
    record GiveUp(Response response, String rule) implements DeliveryDecision {}

    /// Try again; the attempt counts.
    record Retry(AttemptState attempts, String reason) implements DeliveryDecision {}

    /// Try again; no attempt was made.
    record Wait(Instant until, String reason) implements DeliveryDecision {}

    /// The attempts of this round are used up.
    ///
    /// @param then what the policy says for that
    record Exhausted(AttemptState attempts, String reason, RetryPolicy.WhenExhausted then)
            implements DeliveryDecision {}

    /// Decides.
    ///
    /// @param result of the send
    /// @param attempts before it, in the current activation
    /// @param policy of the processor
    /// @param now the time after the send
    /// @param draw a random number from 0 (inclusive) to 1 (exclusive), for jitter
    static DeliveryDecision decide(
            SendResult result, AttemptState attempts, RetryPolicy policy, Instant now, double draw) {
        return switch (result) {
            case SendResult.Delivered(Response response) -> new Delivered(response);
            case SendResult.Refused(Response response)
            when policy.nonRetryCodes().contains(response.status()) ->
                new GiveUp(response, "non.retry.status.codes " + response.status());
            case SendResult.Refused(Response response) ->
                afterFailure("status " + response.status(), attempts, policy, now, draw);
            case SendResult.NotSent(var failure) ->
                afterFailure("not sent: " + failure.message(), attempts, policy, now, draw);
            case SendResult.InDoubt(var failure) ->
                afterFailure("no answer: " + failure.message(), attempts, policy, now, draw);
            case SendResult.Suspended(Instant until, var failure) -> new Wait(until, failure.message());
        };
    }

    /// Decides after a failure that counts, whatever it was.
    ///
    /// @param reason in a few words
    /// @param attempts before it, in the current activation
    /// @param policy of the processor
    /// @param now the time after it
    /// @param draw a random number from 0 (inclusive) to 1 (exclusive), for jitter
    static DeliveryDecision afterFailure(
            String reason, AttemptState attempts, RetryPolicy policy, Instant now, double draw) {
        Instant next = now.plus(policy.backoff().after(attempts.round() + 1, draw));
        AttemptState after = attempts.failed(next);
        return policy.isExhaustedBy(after.round())
                ? new Exhausted(after, reason, policy.whenExhausted())
                : new Retry(after, reason);
    }
}
