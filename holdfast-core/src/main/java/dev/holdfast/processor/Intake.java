// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.ledger.LedgerEntry.Detail;
import dev.holdfast.ledger.Outcome;
import dev.holdfast.ledger.Settlement;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Looks at what a store has handed out before anything is done with it: puts aside what cannot be read, and
/// asks the books whether the message has not come to its end already. Thread-safe.
final class Intake {

    private static final Logger LOGGER = System.getLogger(Intake.class.getName());
    private static final Duration UNTIL_OTHER_COPY = Duration.ofMillis(20);
    private static final Duration UNTIL_ROOM = Duration.ofSeconds(1);

    private final ProcessorContext context;
    private final MessageStore source;
    private final InvalidMessages invalidMessages;

    Intake(ProcessorContext context, String store) {
        this.context = context;
        this.source = context.router().store(store);
        this.invalidMessages = new InvalidMessages(context);
    }

    /// What is to be done with a delivery.
    sealed interface Entry {

        /// Process it.
        record Due(StoredMessage message) implements Entry {}

        /// Nothing: it has come to its end here.
        record Settled() implements Entry {}

        /// Bring it again at that time.
        record Later(Instant until) implements Entry {}
    }

    /// Looks at the delivery.
    ///
    /// @param examined whether the books were asked before, in an earlier round of this delivery
    Entry enter(Delivery delivery, boolean examined) {
        return switch (delivery.received()) {
            case Delivery.Received.Invalid invalid -> putAside(delivery, invalid);
            case Delivery.Received.Valid valid when examined -> new Entry.Due(valid.message());
            case Delivery.Received.Valid valid -> examine(delivery, valid);
        };
    }

    private Entry putAside(Delivery delivery, Delivery.Received.Invalid invalid) {
        try {
            invalidMessages.putAside(source, delivery, invalid);
            return new Entry.Settled();
        } catch (StoreException e) {
            LOGGER.log(
                    Level.ERROR,
                    "a message of store [{0}] that cannot be read stays there: [{1}] does not take it: {2}",
                    source.name(),
                    ProcessorContext.INVALID_MESSAGES,
                    e.getMessage());
            return new Entry.Later(context.timer().instant().plus(UNTIL_ROOM));
        }
    }

    private Entry examine(Delivery delivery, Delivery.Received.Valid valid) {
        return switch (context.ledger().examine(source, valid)) {
            case DUE -> new Entry.Due(valid.message());
            case SETTLED_BEFORE -> {
                context.ledger().acknowledge(source, delivery);
                yield new Entry.Settled();
            }
            case SECOND_COPY -> {
                Detail why = Detail.of("", "another copy was settled before");
                context.ledger()
                        .settle(List.of(
                                new Settlement(delivery, valid.message().id(), source, Outcome.DUPLICATE, why)));
                yield new Entry.Settled();
            }
            case COPY_UNDER_WAY -> new Entry.Later(context.timer().instant().plus(UNTIL_OTHER_COPY));
        };
    }
}
