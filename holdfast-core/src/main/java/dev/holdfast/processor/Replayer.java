// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.ledger.LedgerEntry.Detail;
import dev.holdfast.ledger.Outcome;
import dev.holdfast.ledger.Replay;
import dev.holdfast.ledger.Settlement;
import dev.holdfast.message.Message;
import dev.holdfast.message.MessageFormatException;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.message.StoredMessage.Note;
import dev.holdfast.routing.StoreHealth;
import dev.holdfast.routing.UnknownStoreException;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.util.List;
import java.util.Optional;

/// Replays single messages: finds out where each is to go, and what it says. Thread-safe.
final class Replayer {

    private final ProcessorContext context;
    private final Replay replay;

    Replayer(ProcessorContext context) {
        this.context = context;
        this.replay = new Replay(context.ledger(), context.journal(), context.timer(), context.ids());
    }

    /// Replays the message, or says why it stays. The delivery is settled or still to be released.
    ///
    /// @param target none: the store from which it came
    /// @throws StoreException when the target does not take it now, or the source could not be told
    ReplayResult replay(MessageStore source, Delivery delivery, Optional<String> target) {
        return switch (delivery.received()) {
            case Delivery.Received.Invalid invalid ->
                new ReplayResult.Left("a message cannot be read: " + invalid.reason());
            case Delivery.Received.Valid valid ->
                switch (context.ledger().examine(source, valid)) {
                    case DUE -> due(source, delivery, valid.message(), target);
                    case SETTLED_BEFORE -> {
                        context.ledger().acknowledge(source, delivery);
                        yield new ReplayResult.Settled();
                    }
                    case SECOND_COPY -> {
                        settleUnsent(source, delivery, valid.message());
                        yield new ReplayResult.Settled();
                    }
                    case COPY_UNDER_WAY ->
                        new ReplayResult.Left(
                                "another copy of message " + valid.message().id() + " is under way");
                };
        };
    }

    private ReplayResult due(MessageStore source, Delivery delivery, StoredMessage message, Optional<String> target) {
        boolean done = false;
        try {
            ReplayResult result = go(source, delivery, message, target);
            done = result instanceof ReplayResult.Replayed;
            return result;
        } finally {
            if (!done) {
                context.ledger().released(message.id());
            }
        }
    }

    private ReplayResult go(MessageStore source, Delivery delivery, StoredMessage message, Optional<String> target) {
        String name = target.orElseGet(() -> message.note(Note.SOURCE).orElse(message.origin()));
        if (name.equals(source.name())) {
            return new ReplayResult.Left(
                    "message " + message.id() + " came from this store itself; name another with 'to'");
        }
        try {
            MessageStore store = context.router().store(name);
            Message content = Unreadable.isMarked(message) ? Unreadable.readAgain(message) : message.message();
            Replay.Original original = new Replay.Original(source, delivery, message.id(), content);
            Replay.Copy copy = into(store, original);
            return new ReplayResult.Replayed(copy.id(), copy.store());
        } catch (UnknownStoreException e) {
            return new ReplayResult.Left("message " + message.id() + ": " + e.getMessage());
        } catch (MessageFormatException e) {
            return new ReplayResult.Left("message " + message.id() + " still cannot be read: " + e.getMessage());
        }
    }

    private Replay.Copy into(MessageStore store, Replay.Original original) {
        StoreHealth health = context.router().health(store.name());
        health.outage().ifPresent(outage -> {
            throw new StoreException(
                    Category.UNAVAILABLE,
                    "store " + store.name() + " is down since " + outage.since() + ": " + outage.cause());
        });
        try {
            return replay.replay(original, store);
        } catch (StoreException e) {
            if (e.category() == Category.UNAVAILABLE || e.category() == Category.UNKNOWN) {
                health.failed(e);
            }
            throw e;
        }
    }

    private void settleUnsent(MessageStore source, Delivery delivery, StoredMessage message) {
        Detail why = Detail.of("", "another copy was settled before");
        context.ledger().settle(List.of(new Settlement(delivery, message.id(), source, Outcome.DUPLICATE, why)));
    }
}
