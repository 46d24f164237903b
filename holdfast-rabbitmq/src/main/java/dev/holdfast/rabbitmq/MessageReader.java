// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import com.rabbitmq.client.AMQP;
import dev.holdfast.message.Content;
import dev.holdfast.message.IdSource;
import dev.holdfast.message.MessageCodec;
import dev.holdfast.message.MessageFormatException;
import dev.holdfast.store.Delivery.Received;
import dev.holdfast.upstream.UpstreamMessages;
import java.time.InstantSource;

/// Reads what lies in the queue: messages of ours, those of Synapse, and whatever else others put there.
/// Thread-safe.
final class MessageReader {

    private final ForeignMessages foreign;

    /// @param store its name, the origin of messages that others put there
    /// @param queue its name
    /// @param ids for messages without an id
    MessageReader(String store, String queue, InstantSource clock, IdSource ids) {
        this.foreign = new ForeignMessages(store, queue, clock, ids);
    }

    /// Reads the message.
    Received read(AMQP.BasicProperties properties, byte[] body) {
        // A bridge may have lost the headers.
        boolean marked = ForeignMessages.headers(properties).containsKey(WireForm.FORMAT);
        if (marked || MessageCodec.isRecord(body)) {
            return readOurs(properties, body, marked);
        }
        return UpstreamMessages.isSerialized(body) ? readUpstream(properties, body) : foreign.bytes(properties, body);
    }

    private Received readOurs(AMQP.BasicProperties properties, byte[] body, boolean marked) {
        try {
            return new Received.Valid(MessageCodec.decode(body), false);
        } catch (MessageFormatException e) {
            return marked
                    ? new Received.Invalid(Content.of(body), foreign.attributes(properties), reason(e), false)
                    : foreign.bytes(properties, body);
        }
    }

    private Received readUpstream(AMQP.BasicProperties properties, byte[] body) {
        try {
            return foreign.upstream(properties, body, UpstreamMessages.read(body));
        } catch (MessageFormatException e) {
            Content raw = Content.of(body, UpstreamMessages.MEDIA_TYPE);
            return new Received.Invalid(raw, foreign.attributes(properties), reason(e), true);
        }
    }

    private static String reason(MessageFormatException failure) {
        return String.valueOf(failure.getMessage());
    }
}
