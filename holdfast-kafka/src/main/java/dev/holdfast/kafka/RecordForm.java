// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.message.Content;
import dev.holdfast.message.MessageCodec;
import dev.holdfast.message.MessageFormatException;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Delivery.Received;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/// How a message of ours lies in a topic: the bytes of [MessageCodec] as the value, and headers for people and
/// other programs. The headers repeat what the bytes say and are not read back, the format excepted. Stateless.
///
/// | header | |
/// |---|---|
/// | `holdfast-format` | version of the bytes, `1` |
/// | `holdfast-append-id` | its id: that of the request, a dot, and the number of the append |
/// | `content-type` | media type of the body, where it has one |
final class RecordForm {

    static final String CONTENT_TYPE = "content-type";

    private static final String FORMAT = "holdfast-format";
    private static final String APPEND_ID = "holdfast-append-id";
    private static final Header VERSION = new RecordHeader(FORMAT, utf8("1"));

    private RecordForm() {}

    /// The message as the producer sends it. Its timestamp is that of the sending, by which topics forget.
    static ProducerRecord<byte[], byte[]> write(StoredMessage stored, String topic, byte @Nullable [] key) {
        ProducerRecord<byte[], byte[]> written =
                new ProducerRecord<>(topic, null, null, key, MessageCodec.encode(stored));
        putHeaders(stored, written.headers());
        return written;
    }

    /// What was found in the topic: a message of ours, or of others, or something that cannot be read.
    static Received read(ConsumerRecord<byte[], byte[]> found, String store) {
        byte @Nullable [] value = found.value();
        if (found.headers().lastHeader(FORMAT) == null) {
            return ForeignRecords.read(found, store);
        }
        try {
            return new Received.Valid(MessageCodec.decode(value == null ? new byte[0] : value), false);
        } catch (MessageFormatException e) {
            return new Received.Invalid(raw(value), attributes(found), String.valueOf(e.getMessage()), false);
        }
    }

    /// What the broker says about the record.
    static Map<String, String> attributes(ConsumerRecord<byte[], byte[]> found) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("topic", found.topic());
        attributes.put("partition", Integer.toString(found.partition()));
        attributes.put("offset", Long.toString(found.offset()));
        byte @Nullable [] key = found.key();
        if (key != null) {
            attributes.put("key", new String(key, StandardCharsets.UTF_8));
        }
        for (Header header : found.headers()) {
            attributes.put(header.key(), text(header));
        }
        return attributes;
    }

    static String text(Header header) {
        return header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Content raw(byte @Nullable [] value) {
        return value == null ? Content.empty() : Content.of(value);
    }

    private static void putHeaders(StoredMessage stored, Headers headers) {
        headers.add(APPEND_ID, utf8(stored.id().toString()));
        stored.message().content().type().ifPresent(type -> headers.add(CONTENT_TYPE, utf8(type)));
        // Last, as it is looked for from there.
        headers.add(VERSION);
    }
}
