// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.message.AppendId;
import dev.holdfast.message.Content;
import dev.holdfast.message.FlowId;
import dev.holdfast.message.Message;
import dev.holdfast.message.MessageCodec;
import dev.holdfast.message.MessageFormatException;
import dev.holdfast.message.StorageOptions;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Delivery.Received;
import dev.holdfast.upstream.UpstreamMessage;
import dev.holdfast.upstream.UpstreamMessages;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// Reads what lies in a row, by its first bytes: a message of ours, one in the form of Synapse, or the bytes of
/// somebody else, which are a body. What begins like one of the first two and is not is invalid. Thread-safe.
///
/// The id of a message that is not ours comes from the table and the index of its row, so that it is the same when
/// it comes again, and leads back to the row.
final class RowReader {

    /// Stands before the id of a message that came through an outbox: no store has counted it as accepted.
    static final String OUTBOX = "outbox:";

    private static final int SERIAL = 1;
    private static final int DEFAULT_PRIORITY = 4;

    private final String store;
    private final InstantSource clock;
    private final long table;

    /// @param store its name, the origin of messages that others put there
    /// @param place the table, for ids
    RowReader(String store, String place, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        // A UUID made from a name says so in its upper half, which is all that is taken.
        this.table = UUID.nameUUIDFromBytes(place.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .getMostSignificantBits();
    }

    /// Reads the row.
    Received read(Row row) {
        byte[] bytes = row.bytes();
        try {
            if (MessageCodec.isRecord(bytes)) {
                boolean foreign = row.messageId().startsWith(OUTBOX);
                return new Received.Valid(MessageCodec.decode(bytes), foreign);
            }
            return UpstreamMessages.isSerialized(bytes)
                    ? upstream(row)
                    : new Received.Valid(stored(row, foreign(row)), true);
        } catch (MessageFormatException e) {
            Content raw =
                    MessageCodec.isRecord(bytes) ? Content.of(bytes) : Content.of(bytes, UpstreamMessages.MEDIA_TYPE);
            return new Received.Invalid(
                    raw, attributes(row), String.valueOf(e.getMessage()), !MessageCodec.isRecord(bytes));
        }
    }

    /// The index of the row whose message has that id; empty when it is no message of others in this table.
    OptionalLong indexOfForeign(AppendId id) {
        boolean ofHere = id.flow().high() == table && id.serial() == SERIAL;
        return ofHere ? OptionalLong.of(id.flow().low()) : OptionalLong.empty();
    }

    private Received upstream(Row row) {
        UpstreamMessage found = UpstreamMessages.read(row.bytes());
        if (found.ours().isPresent()) {
            return new Received.Valid(found.ours().get(), false);
        }
        StorageOptions options =
                new StorageOptions(Math.clamp(found.priority().orElse(DEFAULT_PRIORITY), 0, 9), Optional.empty(), true);
        FlowId flow = flow(row);
        Message message = new Message(flow, found.headers(), found.content(), found.properties(), options);
        return new Received.Valid(stored(row, message), true);
    }

    private Message foreign(Row row) {
        return Message.of(flow(row), Content.of(row.bytes(), "application/octet-stream"));
    }

    private StoredMessage stored(Row row, Message message) {
        AppendId id = new AppendId(message.flowId(), SERIAL);
        return new StoredMessage(
                id, clock.instant(), store, message, Map.of(StoredMessage.Note.ENGINE_ID, row.messageId()));
    }

    private FlowId flow(Row row) {
        return new FlowId(table, row.index());
    }

    private static Map<String, String> attributes(Row row) {
        return Map.of("indexId", Long.toString(row.index()), "msg_id", row.messageId());
    }
}
