// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.message.AppendId;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.message.StoredMessage.Note;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What an operator wants replayed, and how.
///
/// @param target the store for all of them; none: each goes to the store from which it came
/// @param selection which messages
/// @param pause between two messages; zero: as fast as the target takes them
/// @param limit so many at most
public record ReplayOrder(Optional<String> target, Selection selection, Duration pause, long limit) {

    /// Which messages of a store are meant. What is not said does not matter.
    ///
    /// @param ids only these; empty for any
    /// @param reason a part of the reason that is noted with the message, in any case
    /// @param source the store from which the message came
    /// @param since accepted at that time or later
    /// @param until accepted before that time
    public record Selection(
            Set<AppendId> ids,
            Optional<String> reason,
            Optional<String> source,
            Optional<Instant> since,
            Optional<Instant> until) {

        /// All messages.
        public static final Selection ALL =
                new Selection(Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        /// Copies the ids.
        public Selection {
            ids = Set.copyOf(ids);
        }

        /// Whether every message is meant.
        public boolean isAll() {
            return equals(ALL);
        }

        /// Whether the message is meant.
        public boolean includes(StoredMessage message) {
            return (ids.isEmpty() || ids.contains(message.id()))
                    && reason.map(part -> contains(message.note(Note.REASON).orElse(""), part))
                            .orElse(true)
                    && (source.isEmpty() || source.equals(message.note(Note.SOURCE)))
                    && since.map(start -> !message.acceptedAt().isBefore(start)).orElse(true)
                    && until.map(end -> message.acceptedAt().isBefore(end)).orElse(true);
        }

        private static boolean contains(String text, String part) {
            return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
        }
    }
}
