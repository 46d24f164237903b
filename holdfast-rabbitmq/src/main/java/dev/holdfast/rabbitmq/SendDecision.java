// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import dev.holdfast.store.StoreException.Category;

/// Decides what is known about messages that were sent together. Stateless.
final class SendDecision {

    private SendDecision() {}

    /// What the broker said about each of the messages.
    ///
    /// @param sent how many there are
    /// @param stored how many it has confirmed
    /// @param refused how many it did not want to answer for
    /// @param returned how many no queue took
    record Tally(int sent, int stored, int refused, int returned) {

        /// Whether it has said something about each.
        boolean isComplete() {
            return stored + refused + returned == sent;
        }
    }

    /// Why nobody waits for more answers.
    sealed interface End {

        /// All are there.
        record Answered() implements End {}

        /// It took too long.
        record TimedOut() implements End {}

        /// The broker takes no messages at the moment and has said so.
        record Blocked() implements End {}

        /// The channel was closed.
        ///
        /// @param replyCode by the broker, with this code; 0 when the connection was lost
        /// @param alone whether nothing else was under way on it, so that the code is about these messages
        record Closed(int replyCode, boolean alone) implements End {}
    }

    /// What is known.
    sealed interface Outcome {

        /// All of them are stored.
        record Stored() implements Outcome {}

        /// Not that.
        record Failed(Category category) implements Outcome {}
    }

    /// Decides.
    static Outcome decide(Tally tally, End end) {
        if (tally.stored == tally.sent) {
            return new Outcome.Stored();
        }
        if (tally.isComplete()) {
            return new Outcome.Failed(answered(tally));
        }
        return new Outcome.Failed(
                switch (end) {
                    case End.Answered _, End.TimedOut _, End.Blocked _ -> Category.UNKNOWN;
                    case End.Closed closed -> closed(tally, closed);
                });
    }

    /// What is refused found the queue full, provided that the queue is in order.
    private static Category answered(Tally tally) {
        if (tally.stored > 0) {
            return Category.UNKNOWN;
        }
        return tally.returned > 0 ? Category.UNAVAILABLE : Category.FULL;
    }

    /// The broker closes the channel at the first message that it does not allow, and takes none after it.
    private static Category closed(Tally tally, End.Closed closed) {
        if (!closed.alone || tally.stored > 0) {
            return Category.UNKNOWN;
        }
        if (RabbitMqFailures.isAboutSize(closed.replyCode)) {
            // About one message; of several it may not be the first.
            return tally.sent == 1 ? Category.REJECTED : Category.UNKNOWN;
        }
        return switch (closed.replyCode) {
            // About the exchange, so that the first message was one too many.
            case RabbitMqFailures.ACCESS_REFUSED -> Category.REJECTED;
            case RabbitMqFailures.NOT_FOUND -> Category.UNAVAILABLE;
            default -> Category.UNKNOWN;
        };
    }
}
