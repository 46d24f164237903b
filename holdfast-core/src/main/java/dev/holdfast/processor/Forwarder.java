// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.endpoint.Circuit;
import dev.holdfast.endpoint.Circuit.Admission;
import dev.holdfast.endpoint.Circuit.Blame;
import dev.holdfast.endpoint.Circuit.Sign;
import dev.holdfast.endpoint.Endpoint;
import dev.holdfast.endpoint.EndpointException;
import dev.holdfast.endpoint.Outbound;
import dev.holdfast.endpoint.Outbound.SuspensionRule;
import dev.holdfast.endpoint.SendResult;
import dev.holdfast.ledger.AcknowledgeException;
import dev.holdfast.ledger.AttemptState;
import dev.holdfast.ledger.LedgerEntry.Detail;
import dev.holdfast.ledger.Outcome;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.processor.RetryPolicy.WhenDown;
import dev.holdfast.store.Delivery;
import dev.holdfast.transport.Response;
import dev.holdfast.transport.TransportResult.Failure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Sends one message and sees to it that what is known afterwards is in the books before anything else happens.
/// Decides nothing itself: that is [DeliveryDecision]. Thread-safe.
final class Forwarder implements Handling {

    private static final Logger LOGGER = System.getLogger(Forwarder.class.getName());

    private final ForwardingSettings settings;
    private final ProcessorContext context;
    private final Targets targets;
    private final ProcessorHandlers handlers;
    private final Ending ending;

    Forwarder(ForwardingSettings settings, ProcessorContext context, Targets targets, ProcessorHandlers handlers) {
        this.settings = settings;
        this.context = context;
        this.targets = targets;
        this.handlers = handlers;
        this.ending = new Ending(context, settings.identity(), handlers);
    }

    /// One message on its way through an attempt.
    ///
    /// @param probe whether the endpoint was down when it began
    private record Attempt(
            Delivery delivery, StoredMessage message, AttemptState before, Endpoint endpoint, boolean probe) {

        int number() {
            return before.total() + 1;
        }
    }

    /// How an attempt went.
    ///
    /// @param sendable whether a request could be made of the message at all
    private record Timed(SendResult result, boolean sendable, Instant start, Instant end) {

        Optional<Response> response() {
            return switch (result) {
                case SendResult.Delivered(Response response, var _) -> Optional.of(response);
                case SendResult.Refused(Response response) -> Optional.of(response);
                case SendResult.NotSent _, SendResult.InDoubt _, SendResult.Suspended _ -> Optional.empty();
            };
        }
    }

    /// Sends the message, if it is time.
    @Override
    public Then handle(Delivery delivery, StoredMessage message, long activation) {
        AttemptState before = context.ledger().attempts(message.id()).in(activation);
        return switch (Readiness.of(message, before, settings.retry(), now())) {
            case Readiness.Expired() -> {
                ending.expire(delivery, message);
                yield new Then.Finished();
            }
            case Readiness.TooOld(RetryPolicy.MaxAge limit) -> ending.tooOld(delivery, message, limit);
            case Readiness.Later(Instant until) -> new Then.Hold(until);
            case Readiness.Due() -> due(delivery, message, before);
        };
    }

    private Then due(Delivery delivery, StoredMessage message, AttemptState before) {
        Optional<Endpoint> endpoint = targets.of(message);
        if (endpoint.isEmpty()) {
            return new Then.GiveUp(
                    "message " + message.id() + " has no endpoint: neither the processor nor the message names one that"
                            + " exists",
                    () -> handlers.deactivated(message, "no endpoint"));
        }
        return switch (admission(endpoint.get().circuit())) {
            case Admission.Held(Instant until) -> hold(message, until);
            case Admission.Admitted(boolean probe) ->
                attempt(new Attempt(delivery, message, before, endpoint.get(), probe));
        };
    }

    private Admission admission(Circuit circuit) {
        return switch (settings.retry().whenDown()) {
            case WhenDown.Attempt() -> new Admission.Admitted(false);
            case WhenDown.Hold _ -> circuit.admit(settings.retry().schedule().first());
        };
    }

    private Then attempt(Attempt attempt) {
        Outbound outbound = new Outbound(
                attempt.message.message(), attempt.message.id(), attempt.number(), SuspensionRule.TRY_THROUGH_DEFAULT);
        Timed timed = send(attempt.endpoint, outbound);
        Moment moment = new Moment(timed.end, context.random().nextDouble(), blame(attempt, timed));
        return obey(DeliveryDecision.decide(timed.result, attempt.before, settings.retry(), moment), attempt, timed);
    }

    private Timed send(Endpoint endpoint, Outbound outbound) {
        Instant start = now();
        try {
            return new Timed(endpoint.send(outbound), true, start, now());
        } catch (EndpointException e) {
            SendResult notSent = new SendResult.NotSent(new Failure(0, String.valueOf(e.getMessage())));
            return new Timed(notSent, false, start, now());
        }
    }

    /// Tells the circuit how it went. A message of which no request can be made says nothing about the
    /// endpoint.
    private Blame blame(Attempt attempt, Timed timed) {
        if (!timed.sendable) {
            return Blame.MESSAGE;
        }
        Circuit circuit = attempt.endpoint.circuit();
        if (!(settings.retry().whenDown() instanceof WhenDown.Hold hold)) {
            circuit.observed(attempt.message.id(), timed.result);
            return Blame.UNKNOWN;
        }
        return switch (timed.result) {
            case SendResult.Delivered _ -> {
                circuit.passed(attempt.message.id());
                yield Blame.UNKNOWN;
            }
            case SendResult.Suspended _ -> Blame.UNKNOWN;
            case SendResult.Refused _, SendResult.NotSent _, SendResult.InDoubt _ -> {
                Sign sign = DeliveryDecision.saysDown(timed.result, hold) ? Sign.DOWN : Sign.REFUSAL;
                Instant planned = timed.end.plus(settings.retry().schedule().first());
                Instant next = DeliveryDecision.notBefore(timed.result, planned, settings.retry(), timed.end);
                yield circuit.failed(attempt.message.id(), sign, attempt.probe, next);
            }
        };
    }

    private Then obey(DeliveryDecision decision, Attempt attempt, Timed timed) {
        return switch (decision) {
            case DeliveryDecision.Delivered delivered -> {
                delivered(attempt, delivered, timed);
                yield new Then.Finished();
            }
            case DeliveryDecision.GiveUp(Response response, String rule) -> giveUp(attempt, timed, response, rule);
            case DeliveryDecision.Wait(Instant until, String _) -> hold(attempt.message, until);
            case DeliveryDecision.Hold(AttemptState after, String reason) -> {
                failed(attempt, after, timed, reason + "; it does not count");
                yield hold(attempt.message, after.nextAttemptAt());
            }
            case DeliveryDecision.Retry(AttemptState after, String reason) -> {
                failed(attempt, after, timed, reason);
                yield hold(attempt.message, after.nextAttemptAt());
            }
            case DeliveryDecision.Exhausted exhausted -> {
                failed(attempt, exhausted.attempts(), timed, exhausted.reason());
                yield ending.exhausted(last(attempt, timed, exhausted.reason()), exhausted);
            }
        };
    }

    private Then hold(StoredMessage message, Instant until) {
        return new Then.Hold(Readiness.until(until, message, settings.retry()));
    }

    /// When only the engine could not be told, the message is in the books as delivered and never sent again:
    /// the answer is handled now or not at all.
    private void delivered(Attempt attempt, DeliveryDecision.Delivered delivered, Timed timed) {
        String text = delivered.lostBody().map(Failure::message).orElse("");
        try {
            ending.settle(last(attempt, timed, text), Outcome.DELIVERED);
        } catch (AcknowledgeException e) {
            answered(attempt, delivered);
            throw e;
        }
        answered(attempt, delivered);
    }

    private void answered(Attempt attempt, DeliveryDecision.Delivered delivered) {
        delivered
                .lostBody()
                .ifPresentOrElse(
                        lost -> answerLost(attempt, delivered.response(), lost),
                        () -> replied(attempt, delivered.response()));
    }

    private Then giveUp(Attempt attempt, Timed timed, Response response, String rule) {
        Ending.Last last = last(attempt, timed, rule);
        Optional<String> store = settings.retry().nonRetryStore();
        if (store.isPresent()) {
            Then then = ending.deadLetter(last, store.get(), "message " + attempt.message.id() + ": " + rule);
            if (!(then instanceof Then.Finished)) {
                return then;
            }
        } else {
            ending.settle(last, Outcome.DROPPED);
        }
        LOGGER.log(Level.INFO, "Message {0} is given up: {1}", attempt.message.id(), rule);
        replied(attempt, response);
        return new Then.Finished();
    }

    private void failed(Attempt attempt, AttemptState after, Timed timed, String reason) {
        context.ledger()
                .attempted(
                        after,
                        settings.identity().store(),
                        last(attempt, timed, reason).detail());
        LOGGER.log(
                Level.WARNING,
                "Message {0}: attempt {1} to send it to [{2}] failed: {3}",
                attempt.message.id(),
                attempt.number(),
                attempt.endpoint.name(),
                reason);
        Barrier.run(
                "fault sequence of " + settings.identity().name(),
                () -> handlers.failed(attempt.message, reason, timed.response()));
    }

    private void replied(Attempt attempt, Response response) {
        Barrier.run(
                "reply sequence of " + settings.identity().name(), () -> handlers.replied(attempt.message, response));
    }

    private void answerLost(Attempt attempt, Response response, Failure lost) {
        LOGGER.log(
                Level.WARNING,
                "Message {0} was delivered, but its answer is not whole: {1}",
                attempt.message.id(),
                lost.message());
        Barrier.run(
                "what follows a lost answer of " + settings.identity().name(),
                () -> handlers.answerLost(attempt.message, response, lost));
    }

    private static Ending.Last last(Attempt attempt, Timed timed, String text) {
        int status = timed.response().map(Response::status).orElse(0);
        Duration duration = Duration.between(timed.start, timed.end);
        Detail detail = new Detail(attempt.endpoint.name(), attempt.number(), status, duration, text);
        return new Ending.Last(attempt.delivery, attempt.message, detail, timed.response());
    }

    private Instant now() {
        return context.timer().instant();
    }
}
