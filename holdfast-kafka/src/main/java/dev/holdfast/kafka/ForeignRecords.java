// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.message.AppendId;
import dev.holdfast.message.Content;
import dev.holdfast.message.FlowId;
import dev.holdfast.message.HeaderFields;
import dev.holdfast.message.Headers;
import dev.holdfast.message.Message;
import dev.holdfast.message.MessageProperties;
import dev.holdfast.message.StorageOptions;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Delivery.Received;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// Makes messages from records that others put into the topic. The ids come from where the record lies and when
/// it was put there, so that a message that comes again has the same, and one in a topic that was made anew has
/// not. Stateless.
final class ForeignRecords {

    private static final String DEFAULT_TYPE = "application/octet-stream";

    private ForeignRecords() {}

    /// The record as a message with its value as the body and its headers as header fields. A record without a
    /// value has nothing to deliver.
    static Received read(ConsumerRecord<byte[], byte[]> found, String store) {
        byte @Nullable [] value = found.value();
        if (value == null) {
            return new Received.Invalid(
                    Content.empty(),
                    RecordForm.attributes(found),
                    "a record without a value (a tombstone); expected bytes",
                    true);
        }
        AppendId id = id(found);
        Content content = Content.of(value, contentType(found));
        Message message =
                new Message(id.flow(), headers(found), content, MessageProperties.none(), StorageOptions.normal());
        Map<StoredMessage.Note, String> notes = Map.of(StoredMessage.Note.ENGINE_ID, place(found));
        Instant putAt = Instant.ofEpochMilli(Math.max(0, found.timestamp()));
        return new Received.Valid(new StoredMessage(id, putAt, store, message, notes), true);
    }

    private static AppendId id(ConsumerRecord<byte[], byte[]> found) {
        UUID derived = UUID.nameUUIDFromBytes(RecordForm.utf8(place(found) + "\n" + found.timestamp()));
        return new AppendId(new FlowId(derived.getMostSignificantBits(), derived.getLeastSignificantBits()), 1);
    }

    private static String place(ConsumerRecord<byte[], byte[]> found) {
        return found.topic() + "-" + found.partition() + "@" + found.offset();
    }

    private static String contentType(ConsumerRecord<byte[], byte[]> found) {
        for (Header header : found.headers()) {
            if (header.key().equalsIgnoreCase(RecordForm.CONTENT_TYPE)) {
                return RecordForm.text(header);
            }
        }
        return DEFAULT_TYPE;
    }

    private static Headers headers(ConsumerRecord<byte[], byte[]> found) {
        Headers headers = Headers.empty();
        for (Header header : found.headers()) {
            if (!header.key().equalsIgnoreCase(RecordForm.CONTENT_TYPE)) {
                headers = HeaderFields.plus(headers, header.key(), RecordForm.text(header));
            }
        }
        return headers;
    }
}
