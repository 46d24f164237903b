// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.ledger;

import dev.holdfast.message.AppendId;
import java.time.Duration;
import java.time.Instant;

/// One line of what happened to a message.
///
/// @param id the message; with serial 0 the flow outside any store
/// @param at when
/// @param event what
/// @param store in which store; empty outside any
/// @param detail the rest
public record LedgerEntry(AppendId id, Instant at, Event event, String store, Detail detail) {

    /// What can happen to a message.
    public enum Event {
        /// It is on stable storage in the store.
        STORED,
        /// It was not stored there, for the reason in the text, and certainly is not there.
        NOT_STORED,
        /// Storing it broke off; it may be there.
        IN_DOUBT,
        /// It was stored without durability, because the artifact asks for that.
        NOT_DURABLE,
        /// It went to this failover store because the store in the target could not take it.
        FAILED_OVER,
        /// It went from the store to the one in the target.
        MOVED,
        /// It was sent and did not arrive, as far as is known.
        ATTEMPTED,
        /// It arrived.
        DELIVERED,
        /// It went to the dead-letter store in the target.
        DEAD_LETTERED,
        /// It was given up by an explicit setting or an operator's word.
        DROPPED,
        /// Its time to live ended.
        EXPIRED,
        /// It could not be read and went to the store for invalid messages.
        INVALID,
        /// A second copy was settled without being sent.
        DUPLICATE
    }

    /// What belongs to an event.
    ///
    /// @param target the endpoint or the other store; empty when there is none
    /// @param attempt the number of the attempt, from 1; 0 when it is none
    /// @param status the status of the answer; 0 when there is none
    /// @param duration of the attempt or of the append; zero when it was not timed
    /// @param text the reason or the rule; empty when the event says it all
    public record Detail(String target, int attempt, int status, Duration duration, String text) {

        private static final Detail NONE = new Detail("", 0, 0, Duration.ZERO, "");

        /// Nothing to add.
        public static Detail none() {
            return NONE;
        }

        /// Only a target.
        public static Detail of(String target) {
            return new Detail(target, 0, 0, Duration.ZERO, "");
        }

        /// A target and a reason.
        public static Detail of(String target, String text) {
            return new Detail(target, 0, 0, Duration.ZERO, text);
        }
    }
}
