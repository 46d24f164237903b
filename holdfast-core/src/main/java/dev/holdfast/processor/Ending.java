// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.ledger.LedgerEntry;
import dev.holdfast.ledger.LedgerEntry.Detail;
import dev.holdfast.ledger.Outcome;
import dev.holdfast.ledger.Settlement;
import dev.holdfast.ledger.Transfer;
import dev.holdfast.message.Content;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.message.StoredMessage.Note;
import dev.holdfast.processor.Handling.Then;
import dev.holdfast.routing.UnknownStoreException;
import dev.holdfast.settings.Durations;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreException;
import dev.holdfast.transport.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Brings messages to their end: settles them, or copies them to where dead letters go, with all that is known
/// about them, and settles them then. Thread-safe.
final class Ending {

    /// So much of the last answer is kept with a dead letter.
    static final int KEPT_OF_RESPONSE = 1_000;

    private static final Logger LOGGER = System.getLogger(Ending.class.getName());

    private final ProcessorContext context;
    private final String processor;
    private final MessageStore source;
    private final ProcessorHandlers handlers;

    /// @param handlers of which the one for a deactivation is called
    Ending(ProcessorContext context, Processor.Identity identity, ProcessorHandlers handlers) {
        this.context = context;
        this.processor = identity.name();
        this.source = context.router().store(identity.store());
        this.handlers = handlers;
    }

    /// A message, and how its last attempt went.
    ///
    /// @param response the last answer, where there is one
    record Last(Delivery delivery, StoredMessage message, Detail detail, Optional<Response> response) {

        Last because(String text) {
            Detail because = new Detail(detail.target(), detail.attempt(), detail.status(), detail.duration(), text);
            return new Last(delivery, message, because, response);
        }
    }

    /// Settles the message.
    void settle(Last last, Outcome outcome) {
        Settlement settlement = new Settlement(last.delivery, last.message.id(), source, outcome, last.detail);
        context.ledger().settle(List.of(settlement));
    }

    /// Its own time to live has ended.
    void expire(Delivery delivery, StoredMessage message) {
        settle(new Last(delivery, message, Detail.none(), Optional.empty()), Outcome.EXPIRED);
    }

    /// Its attempts are used up.
    Then exhausted(Last last, DeliveryDecision.Exhausted exhausted) {
        String reason = "message %s did not arrive in %d attempts: %s"
                .formatted(last.message.id(), exhausted.attempts().round(), exhausted.reason());
        return switch (exhausted.then()) {
            case RetryPolicy.WhenExhausted.Drop() -> {
                settle(last.because("max.delivery.drop: " + exhausted.reason()), Outcome.DROPPED);
                LOGGER.log(Level.WARNING, "Processor [{0}] drops a message: {1}", processor, reason);
                yield new Then.Finished();
            }
            case RetryPolicy.WhenExhausted.DeadLetter(String store) ->
                deadLetter(last.because(exhausted.reason()), store, reason);
            case RetryPolicy.WhenExhausted.Deactivate() ->
                new Then.GiveUp(reason, () -> handlers.deactivated(last.message, exhausted.reason()));
        };
    }

    /// It has waited for too long.
    Then tooOld(Delivery delivery, StoredMessage message, RetryPolicy.MaxAge limit) {
        String reason = "older than " + Durations.text(limit.age()) + " (message.max.age)";
        Optional<Detail> attempt = lastAttempt(message);
        String all = attempt.map(detail -> reason + "; last attempt: " + detail.text())
                .orElse(reason);
        Last last = new Last(delivery, message, attempt.orElse(Detail.none()), Optional.empty()).because(all);
        if (limit.deadLetters().isPresent()) {
            return deadLetter(last, limit.deadLetters().get(), "message " + message.id() + " is " + all);
        }
        settle(last, Outcome.EXPIRED);
        LOGGER.log(Level.WARNING, "Processor [{0}] drops a message: {1} is {2}", processor, message.id(), all);
        return new Then.Finished();
    }

    /// Moves it to that store; when that cannot be done, the processor has to stop.
    ///
    /// @param reason for the log
    Then deadLetter(Last last, String store, String reason) {
        try {
            Transfer transfer = new Transfer(last.delivery, last.message.withNotes(notes(last)), last.detail);
            context.router().move(source, store, transfer, Outcome.DEAD_LETTERED);
            LOGGER.log(Level.INFO, "Dead letter to store [{0}]: {1}", store, reason);
            return new Then.Finished();
        } catch (StoreException | UnknownStoreException e) {
            String why = "message %s cannot go to the dead-letter store %s: %s"
                    .formatted(last.message.id(), store, e.getMessage());
            return new Then.GiveUp(why, () -> handlers.deactivated(last.message, why));
        }
    }

    private Map<Note, String> notes(Last last) {
        Map<Note, String> notes = new EnumMap<>(Note.class);
        notes.put(Note.REASON, last.detail.text());
        notes.put(Note.SOURCE, source.name());
        notes.put(Note.ATTEMPTS, Integer.toString(last.detail.attempt()));
        notes.put(Note.ENDED_AT, context.timer().instant().toString());
        if (!last.detail.target().isEmpty()) {
            notes.put(Note.ENDPOINT, last.detail.target());
        }
        if (last.detail.status() > 0) {
            notes.put(Note.LAST_STATUS, Integer.toString(last.detail.status()));
        }
        last.response
                .map(Response::content)
                .filter(content -> !content.isEmpty())
                .ifPresent(content -> notes.put(Note.LAST_RESPONSE, beginning(content)));
        return notes;
    }

    /// As text, whatever it is: people read it.
    private static String beginning(Content content) {
        boolean whole = content.size() <= KEPT_OF_RESPONSE;
        byte[] kept = new byte[whole ? content.size() : KEPT_OF_RESPONSE];
        content.buffer().get(kept);
        return new String(kept, StandardCharsets.UTF_8) + (whole ? "" : "...");
    }

    /// What the books say about the last time it was sent; they may have forgotten it.
    private Optional<Detail> lastAttempt(StoredMessage message) {
        return context.journal().history(message.id().flow()).stream()
                .filter(entry -> entry.id().equals(message.id()) && entry.event() == LedgerEntry.Event.ATTEMPTED)
                .map(LedgerEntry::detail)
                .reduce((_, later) -> later);
    }
}
