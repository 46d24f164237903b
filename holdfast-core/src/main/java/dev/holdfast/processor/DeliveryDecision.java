// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.endpoint.Circuit.Blame;
import dev.holdfast.endpoint.SendResult;
import dev.holdfast.ledger.AttemptState;
import dev.holdfast.processor.RetryPolicy.WhenDown;
import dev.holdfast.transport.Response;
import dev.holdfast.transport.TransportResult.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What is to be done with a message after a send. Decided here and nowhere else, from what is given: no clock,
/// no I/O, no log.
public sealed interface DeliveryDecision {

    /// By so much a message that was tried in vain comes behind others that wait for the same time, so that
    /// each has its turn.
    Duration AFTER_OTHERS = Duration.ofMillis(1);

    /// It arrived: settle it as delivered.
    ///
    /// @param response without content when its body was lost
    /// @param lostBody why the body could not be read, if it could not: the message has arrived all the same
    record Delivered(Response response, Optional<Failure> lostBody) implements DeliveryDecision {}

    /// It did not arrive and will not: the artifact names the answer as one that is not retried.
    record GiveUp(Response response, String rule) implements DeliveryDecision {}

    /// The attempt failed and counts.
    sealed interface Counted extends DeliveryDecision {

        /// With this one.
        AttemptState attempts();

        /// Why it failed.
        String reason();
    }

    /// Try again; the attempt counts.
    record Retry(AttemptState attempts, String reason) implements Counted {}

    /// Try again; an attempt was made, and it does not count: the endpoint is down, as far as is known.
    record Hold(AttemptState attempts, String reason) implements DeliveryDecision {}

    /// Try again; no attempt was made.
    record Wait(Instant until, String reason) implements DeliveryDecision {}

    /// The attempts of this round are used up.
    ///
    /// @param then what the policy says for that
    record Exhausted(AttemptState attempts, String reason, RetryPolicy.WhenExhausted then) implements Counted {}

    /// Decides.
    ///
    /// @param result of the send
    /// @param attempts before it, in the current activation
    /// @param policy of the processor
    /// @param moment the time after the send, and what is known of the endpoint
    static DeliveryDecision decide(SendResult result, AttemptState attempts, RetryPolicy policy, Moment moment) {
        return switch (result) {
            case SendResult.Delivered(Response response, Optional<Failure> lostBody) ->
                new Delivered(response, lostBody);
            case SendResult.Refused(Response response)
            when policy.nonRetryCodes().contains(response.status()) ->
                new GiveUp(response, "non.retry.status.codes " + response.status());
            case SendResult.Refused _, SendResult.NotSent _, SendResult.InDoubt _ ->
                counts(result, policy.whenDown(), moment.blame())
                        ? counted(result, attempts, policy, moment)
                        : uncounted(result, attempts, policy, moment);
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
    static Counted afterFailure(String reason, AttemptState attempts, RetryPolicy policy, Instant now, double draw) {
        return after(reason, attempts.failed(now.plus(policy.schedule().after(attempts.round() + 1, draw))), policy);
    }

    /// Whether the answer itself says that the endpoint is down, or there is none.
    static boolean saysDown(SendResult result, WhenDown.Hold hold) {
        return switch (result) {
            case SendResult.Refused(Response response) -> hold.downCodes().contains(response.status());
            case SendResult.NotSent _, SendResult.InDoubt _ -> true;
            case SendResult.Delivered _, SendResult.Suspended _ -> false;
        };
    }

    /// When the next attempt may be made, as far as the answer has a say in it.
    static Instant notBefore(SendResult result, Instant planned, RetryPolicy policy, Instant now) {
        if (!(result instanceof SendResult.Refused(Response response))) {
            return planned;
        }
        Duration asked = RetryAfter.of(response, now).orElse(Duration.ZERO);
        Instant wanted = now.plus(asked.compareTo(policy.longestRetryAfter()) < 0 ? asked : policy.longestRetryAfter());
        return wanted.isAfter(planned) ? wanted : planned;
    }

    private static boolean counts(SendResult result, WhenDown whenDown, Blame blame) {
        return switch (whenDown) {
            case WhenDown.Attempt() -> true;
            case WhenDown.Hold hold ->
                switch (blame) {
                    case MESSAGE -> true;
                    case UNKNOWN -> !hold.othersPass() && !saysDown(result, hold);
                };
        };
    }

    private static DeliveryDecision counted(
            SendResult result, AttemptState attempts, RetryPolicy policy, Moment moment) {
        Duration wait = policy.schedule().after(attempts.round() + 1, moment.draw());
        Instant next = notBefore(result, moment.now().plus(wait), policy, moment.now());
        return after(reason(result), attempts.failed(next), policy);
    }

    private static DeliveryDecision uncounted(
            SendResult result, AttemptState attempts, RetryPolicy policy, Moment moment) {
        Duration wait = policy.schedule().after(1, moment.draw());
        Instant next = notBefore(result, moment.now().plus(wait), policy, moment.now());
        return new Hold(attempts.tried(next.plus(AFTER_OTHERS)), reason(result));
    }

    private static Counted after(String reason, AttemptState after, RetryPolicy policy) {
        return policy.isExhaustedBy(after.round())
                ? new Exhausted(after, reason, policy.whenExhausted())
                : new Retry(after, reason);
    }

    private static String reason(SendResult failure) {
        return switch (failure) {
            case SendResult.Refused(Response response) -> "status " + response.status();
            case SendResult.NotSent(var cause) -> "not sent: " + cause.message();
            case SendResult.InDoubt(var cause) -> "no answer: " + cause.message();
            case SendResult.Delivered _, SendResult.Suspended _ -> "";
        };
    }
}
