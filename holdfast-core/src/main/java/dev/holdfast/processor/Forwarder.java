// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.endpoint.Endpoint;
import dev.holdfast.endpoint.EndpointException;
import dev.holdfast.endpoint.Outbound;
import dev.holdfast.endpoint.Outbound.SuspensionRule;
import dev.holdfast.endpoint.SendResult;
import dev.holdfast.ledger.AcknowledgeException;
import dev.holdfast.ledger.AttemptState;
import dev.holdfast.ledger.LedgerEntry.Detail;
import dev.holdfast.ledger.Outcome;
import dev.holdfast.ledger.Settlement;
import dev.holdfast.ledger.Transfer;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.message.StoredMessage.Note;
import dev.holdfast.routing.UnknownStoreException;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreException;
import dev.holdfast.transport.Response;
import dev.holdfast.transport.TransportResult.Failure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sends one message and sees to it that what is known afterwards is in the books before anything else happens.
/// Decides nothing itself: that is [DeliveryDecision]. Thread-safe.
final class Forwarder {

    private static final Logger LOGGER = System.getLogger(Forwarder.class.getName());

    private final ForwardingSettings settings;
    private final ProcessorContext context;
    private final Targets targets;
    private final ProcessorHandlers handlers;
    private final MessageStore source;

    Forwarder(ForwardingSettings settings, ProcessorContext context, Targets targets, ProcessorHandlers handlers) {
        this.settings = settings;
        this.context = context;
        this.targets = targets;
        this.handlers = handlers;
        this.source = context.router().store(settings.identity().store());
    }

    /// What the lane is to do with a message after this.
    sealed interface Then {

        /// Nothing more: it has come to its end.
        record Finished() implements Then {}

        /// Bring it again at that time.
        record Hold(Instant until) implements Then {}

        /// Stop: the processor is to be deactivated.
        record GiveUp(String reason, Runnable afterwards) implements Then {}
    }

    /// One message on its way through an attempt.
    private record Attempt(Delivery delivery, StoredMessage message, AttemptState before, Endpoint endpoint) {

        int number() {
            return before.total() + 1;
        }
    }

    /// How an attempt went.
    private record Timed(SendResult result, Duration duration) {}

    /// Sends the message, if it is time.
    Then forward(Delivery delivery, StoredMessage message, long activation) {
        Instant now = context.timer().instant();
        if (message.isExpired(now)) {
            settle(delivery, message, Outcome.EXPIRED, Detail.none());
            return new Then.Finished();
        }
        AttemptState before = context.ledger().attempts(message.id()).in(activation);
        if (before.nextAttemptAt().isAfter(now)) {
            return new Then.Hold(before.nextAttemptAt());
        }
        Optional<Endpoint> endpoint = targets.of(message);
        if (endpoint.isEmpty()) {
            return new Then.GiveUp(
                    "message " + message.id() + " has no endpoint: neither the processor nor the message names one that"
                            + " exists",
                    () -> handlers.deactivated(message, "no endpoint"));
        }
        return attempt(new Attempt(delivery, message, before, endpoint.get()));
    }

    private Then attempt(Attempt attempt) {
        Instant start = context.timer().instant();
        Outbound outbound = new Outbound(
                attempt.message.message(), attempt.message.id(), attempt.number(), SuspensionRule.TRY_THROUGH_DEFAULT);
        SendResult result = send(attempt.endpoint, outbound);
        Instant now = context.timer().instant();
        DeliveryDecision decision = DeliveryDecision.decide(
                result, attempt.before, settings.retry(), now, context.random().nextDouble());
        return obey(decision, attempt, new Timed(result, Duration.between(start, now)));
    }

    private static SendResult send(Endpoint endpoint, Outbound outbound) {
        try {
            return endpoint.send(outbound);
        } catch (EndpointException e) {
            return new SendResult.NotSent(new Failure(0, String.valueOf(e.getMessage())));
        }
    }

    private Then obey(DeliveryDecision decision, Attempt attempt, Timed timed) {
        return switch (decision) {
            case DeliveryDecision.Delivered(Response response) -> {
                delivered(attempt, response, timed);
                yield new Then.Finished();
            }
            case DeliveryDecision.GiveUp(Response response, String rule) -> giveUp(attempt, timed, response, rule);
            case DeliveryDecision.Wait(Instant until, String reason) -> new Then.Hold(until);
            case DeliveryDecision.Retry(AttemptState after, String reason) -> {
                failed(attempt, after, timed, reason);
                yield new Then.Hold(after.nextAttemptAt());
            }
            case DeliveryDecision.Exhausted exhausted -> {
                failed(attempt, exhausted.attempts(), timed, exhausted.reason());
                yield afterLastAttempt(attempt, exhausted, timed);
            }
        };
    }

    /// When only the engine could not be told, the message is in the books as delivered and never sent again:
    /// the
    /// answer is handled now or not at all.
    private void delivered(Attempt attempt, Response response, Timed timed) {
        try {
            settle(attempt.delivery, attempt.message, Outcome.DELIVERED, detail(attempt, timed, ""));
        } catch (AcknowledgeException e) {
            replied(attempt, response);
            throw e;
        }
        replied(attempt, response);
    }

    private Then giveUp(Attempt attempt, Timed timed, Response response, String rule) {
        Optional<String> store = settings.retry().nonRetryStore();
        if (store.isPresent()) {
            try {
                deadLetter(attempt, store.get(), detail(attempt, timed, rule));
            } catch (StoreException | UnknownStoreException e) {
                return cannotPark(attempt, store.get(), e);
            }
        } else {
            settle(attempt.delivery, attempt.message, Outcome.DROPPED, detail(attempt, timed, rule));
        }
        LOGGER.log(Level.INFO, "Message {0} is given up: {1}", attempt.message.id(), rule);
        replied(attempt, response);
        return new Then.Finished();
    }

    private Then afterLastAttempt(Attempt attempt, DeliveryDecision.Exhausted exhausted, Timed timed) {
        String reason = "message %s did not arrive in %d attempts: %s"
                .formatted(attempt.message.id(), exhausted.attempts().round(), exhausted.reason());
        return switch (exhausted.then()) {
            case RetryPolicy.WhenExhausted.Drop() -> {
                settle(
                        attempt.delivery,
                        attempt.message,
                        Outcome.DROPPED,
                        detail(attempt, timed, "max.delivery.drop: " + exhausted.reason()));
                LOGGER.log(
                        Level.WARNING,
                        "Processor [{0}] drops a message: {1}",
                        settings.identity().name(),
                        reason);
                yield new Then.Finished();
            }
            case RetryPolicy.WhenExhausted.DeadLetter(String store) -> {
                try {
                    deadLetter(attempt, store, detail(attempt, timed, exhausted.reason()));
                    LOGGER.log(Level.INFO, "Dead letter to store [{0}]: {1}", store, reason);
                    yield new Then.Finished();
                } catch (StoreException | UnknownStoreException e) {
                    yield cannotPark(attempt, store, e);
                }
            }
            case RetryPolicy.WhenExhausted.Deactivate() ->
                new Then.GiveUp(reason, () -> handlers.deactivated(attempt.message, exhausted.reason()));
        };
    }

    private Then cannotPark(Attempt attempt, String store, RuntimeException e) {
        String reason = "message %s cannot go to the dead-letter store %s: %s"
                .formatted(attempt.message.id(), store, e.getMessage());
        return new Then.GiveUp(reason, () -> handlers.deactivated(attempt.message, reason));
    }

    private void failed(Attempt attempt, AttemptState after, Timed timed, String reason) {
        context.ledger().attempted(after, source.name(), detail(attempt, timed, reason));
        LOGGER.log(
                Level.WARNING,
                "Message {0}: attempt {1} to send it to [{2}] failed: {3}",
                attempt.message.id(),
                attempt.number(),
                attempt.endpoint.name(),
                reason);
        Barrier.run(
                "fault sequence of " + settings.identity().name(),
                () -> handlers.failed(attempt.message, reason, response(timed.result)));
    }

    private void replied(Attempt attempt, Response response) {
        Barrier.run(
                "reply sequence of " + settings.identity().name(), () -> handlers.replied(attempt.message, response));
    }

    private void deadLetter(Attempt attempt, String store, Detail detail) {
        Map<Note, String> notes = new EnumMap<>(Note.class);
        notes.put(Note.REASON, detail.text());
        notes.put(Note.SOURCE, source.name());
        notes.put(Note.ATTEMPTS, Integer.toString(detail.attempt()));
        if (detail.status() > 0) {
            notes.put(Note.LAST_STATUS, Integer.toString(detail.status()));
        }
        StoredMessage copy = attempt.message.withNotes(notes);
        context.router().move(source, store, new Transfer(attempt.delivery, copy, detail), Outcome.DEAD_LETTERED);
    }

    private void settle(Delivery delivery, StoredMessage message, Outcome outcome, Detail detail) {
        context.ledger().settle(List.of(new Settlement(delivery, message.id(), source, outcome, detail)));
    }

    private static Detail detail(Attempt attempt, Timed timed, String text) {
        int status = response(timed.result).map(Response::status).orElse(0);
        return new Detail(attempt.endpoint.name(), attempt.number(), status, timed.duration, text);
    }

    private static Optional<Response> response(SendResult result) {
        return switch (result) {
            case SendResult.Delivered(Response response) -> Optional.of(response);
            case SendResult.Refused(Response response) -> Optional.of(response);
            case SendResult.NotSent notSent -> Optional.empty();
            case SendResult.InDoubt inDoubt -> Optional.empty();
            case SendResult.Suspended suspended -> Optional.empty();
        };
    }
}
