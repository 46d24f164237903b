// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.ledger.LedgerEntry.Detail;
import dev.holdfast.ledger.Outcome;
import dev.holdfast.ledger.Transfer;
import dev.holdfast.message.Headers;
import dev.holdfast.message.IdSource;
import dev.holdfast.message.Message;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.message.StoredMessage.Note;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.MessageStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.Map;

/// Puts aside what cannot be read or can never be taken, whole and with the reason, so that it blocks nothing
/// and is not lost (EIP Invalid Message Channel).
final class InvalidMessages {

    private static final Logger LOGGER = System.getLogger(InvalidMessages.class.getName());
    private static final String ENGINE_ID = "engine-id";

    private final ProcessorContext context;
    private final IdSource ids;

    InvalidMessages(ProcessorContext context) {
        this.context = context;
        this.ids = context.ids();
    }

    /// Puts aside what cannot be read.
    void putAside(MessageStore source, Delivery delivery, Delivery.Received.Invalid invalid) {
        Message raw = Unreadable.marked(
                Message.of(ids.newFlow(), invalid.raw()).withHeaders(asHeaders(invalid.attributes())));
        StoredMessage copy =
                StoredMessage.of(ids.newAppend(raw.flowId()), context.timer().instant(), source.name(), raw);
        Map<Note, String> notes = notes(source, invalid.reason());
        String engineId = invalid.attributes().get(ENGINE_ID);
        if (engineId != null) {
            notes.put(Note.ENGINE_ID, engineId);
        }
        move(source, delivery, copy.withNotes(notes), invalid.reason());
    }

    /// Puts aside a message that the store it should go to will never take.
    void putAside(MessageStore source, Delivery delivery, StoredMessage message, String reason) {
        move(source, delivery, message.withNotes(notes(source, reason)), reason);
    }

    private void move(MessageStore source, Delivery delivery, StoredMessage copy, String reason) {
        Transfer transfer = new Transfer(delivery, copy, Detail.of("", reason));
        context.router().move(source, ProcessorContext.INVALID_MESSAGES, transfer, Outcome.INVALID);
        LOGGER.log(
                Level.WARNING,
                "Message {0} from store [{1}] went to [{2}]: {3}",
                copy.id(),
                source.name(),
                ProcessorContext.INVALID_MESSAGES,
                reason);
    }

    private static Map<Note, String> notes(MessageStore source, String reason) {
        Map<Note, String> notes = new EnumMap<>(Note.class);
        notes.put(Note.REASON, reason);
        notes.put(Note.SOURCE, source.name());
        return notes;
    }

    /// What the engine says about the message, as far as it can stand in header fields.
    private static Headers asHeaders(Map<String, String> attributes) {
        Headers headers = Headers.empty();
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            try {
                headers = headers.plus(attribute.getKey(), attribute.getValue());
            } catch (IllegalArgumentException e) {
                LOGGER.log(Level.DEBUG, "left out of an invalid message: {0}", e.getMessage());
            }
        }
        return headers;
    }
}
