// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import com.rabbitmq.client.AMQP;
import dev.holdfast.message.Message;
import dev.holdfast.message.MessageCodec;
import dev.holdfast.message.StorageOptions;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.upstream.UpstreamMessages;
import dev.holdfast.upstream.WireFormat;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;

/// How a message of ours lies in a queue: the bytes of [MessageCodec], with properties for people and for the
/// broker. The properties repeat what the bytes say and are not read back, the format excepted. Stateless.
///
/// | property or header | |
/// |---|---|
/// | `message_id` | append id |
/// | `correlation_id` | flow id |
/// | `delivery_mode`, `priority` | as the message asks; no expiration, the broker is not told of a time to live |
/// | `content_type` | `application/vnd.holdfast.message` |
/// | `timestamp` | when it was accepted |
/// | `HOLDFAST_FORMAT` | version of the bytes, `1` |
/// | `HOLDFAST_ORIGIN` | the store that it was appended for |
/// | `HOLDFAST_CONTENT_TYPE` | media type of the body, where it has one |
/// | `HOLDFAST_EXPIRES_AT` | when its time to live ends, where it has one |
final class WireForm {

    static final String OWN_PREFIX = "HOLDFAST_";
    static final String FORMAT = OWN_PREFIX + "FORMAT";
    static final String MEDIA_TYPE = "application/vnd.holdfast.message";

    /// The most that a RabbitMQ can be told to take.
    static final int MAX_BYTES = 512 * 1024 * 1024;

    private static final int DURABLE = 2;
    private static final int NOT_DURABLE = 1;
    private static final int MAX_HEADER_LENGTH = 1000;

    private WireForm() {}

    /// A message as it is sent. Immutable, as long as nobody changes its bytes.
    static final class Outgoing {

        private final AMQP.BasicProperties properties;
        private final byte[] body;

        Outgoing(AMQP.BasicProperties properties, byte[] body) {
            this.properties = properties;
            this.body = body;
        }

        /// What it is known by when it comes back.
        String id() {
            return properties.getMessageId();
        }

        AMQP.BasicProperties properties() {
            return properties;
        }

        byte[] body() {
            return body;
        }
    }

    /// The message as it is sent.
    static Outgoing write(StoredMessage stored, WireFormat format) {
        return format.isUpstream() ? writeUpstream(stored, format) : writeOurs(stored);
    }

    /// As Synapse writes it.
    private static Outgoing writeUpstream(StoredMessage stored, WireFormat format) {
        StorageOptions options = stored.message().options();
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .messageId(UpstreamMessages.messageId(stored.id()))
                .deliveryMode(options.durable() ? DURABLE : NOT_DURABLE)
                .priority(options.priority())
                .build();
        return new Outgoing(properties, format.encode(stored));
    }

    private static Outgoing writeOurs(StoredMessage stored) {
        StorageOptions options = stored.message().options();
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .messageId(stored.id().toString())
                .correlationId(stored.id().flow().toString())
                .deliveryMode(options.durable() ? DURABLE : NOT_DURABLE)
                .priority(options.priority())
                .contentType(MEDIA_TYPE)
                .timestamp(Date.from(stored.acceptedAt()))
                .headers(headers(stored))
                .build();
        return new Outgoing(properties, MessageCodec.encode(stored));
    }

    private static Map<String, Object> headers(StoredMessage stored) {
        Message message = stored.message();
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put(FORMAT, "1");
        put(headers, "ORIGIN", stored.origin());
        message.content().type().ifPresent(type -> put(headers, "CONTENT_TYPE", type));
        message.options()
                .timeToLive()
                .map(limit -> stored.acceptedAt().plus(limit).toString())
                .ifPresent(end -> put(headers, "EXPIRES_AT", end));
        return headers;
    }

    /// All headers must fit into a frame; what is too long stands in the bytes.
    private static void put(Map<String, Object> headers, String name, String value) {
        if (value.length() <= MAX_HEADER_LENGTH) {
            headers.put(OWN_PREFIX + name, value);
        }
    }
}
