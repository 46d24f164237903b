// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A message as a store keeps it: with the id of its appending and where it was meant to go. Immutable.
///
/// @param id kept by every move, retry and send
/// @param acceptedAt when it was first appended, to the microsecond
/// @param origin the name of the store that it was appended for, whichever store holds it now
/// @param message what was appended
/// @param notes what the way through the stores added: why it is a dead letter, what was wrong with it; see
///     [StoredMessage.Note]
public record StoredMessage(AppendId id, Instant acceptedAt, String origin, Message message, Map<Note, String> notes) {

    /// The kinds of notes.
    public enum Note {
        /// Why the message is here: a dead letter's or an invalid message's reason.
        REASON,
        /// The store that it came from.
        SOURCE,
        /// How often it was tried before.
        ATTEMPTS,
        /// The status of the last answer.
        LAST_STATUS,
        /// The engine's own id of the message, where the message was not ours.
        ENGINE_ID,
        /// The endpoint that it was last sent to.
        ENDPOINT,
        /// What the last answer said: the beginning of its body.
        LAST_RESPONSE,
        /// When it came to its end here.
        ENDED_AT
    }

    /// Copies the notes.
    ///
    /// @throws IllegalArgumentException when the id is of another flow than the message
    public StoredMessage {
        if (!id.flow().equals(message.flowId())) {
            throw new IllegalArgumentException("append id " + id + " is not of flow " + message.flowId());
        }
        acceptedAt = acceptedAt.truncatedTo(ChronoUnit.MICROS);
        notes = notes.isEmpty() ? Map.of() : java.util.Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }

    /// A message as it is first appended.
    public static StoredMessage of(AppendId id, Instant acceptedAt, String origin, Message message) {
        return new StoredMessage(id, acceptedAt, origin, message, Map.of());
    }

    /// The note, if there is one.
    public Optional<String> note(Note note) {
        return Optional.ofNullable(notes.get(note));
    }

    /// This message with notes added.
    public StoredMessage withNotes(Map<Note, String> more) {
        Map<Note, String> all = new LinkedHashMap<>(notes);
        all.putAll(more);
        return new StoredMessage(id, acceptedAt, origin, message, all);
    }

    /// Whether its time to live has ended.
    public boolean isExpired(Instant now) {
        return message.options()
                .timeToLive()
                .filter(timeToLive -> !now.isBefore(acceptedAt.plus(timeToLive)))
                .isPresent();
    }
}
