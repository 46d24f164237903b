// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.message.Content;
import dev.holdfast.message.IdSource;
import dev.holdfast.message.MessageCodec;
import dev.holdfast.message.MessageFormatException;
import dev.holdfast.store.Delivery.Received;
import dev.holdfast.upstream.UpstreamMessages;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Reads what lies in the queue: messages of ours, text and bytes of others, and the objects of Synapse. All
/// else is invalid, with its bytes as far as the client gives them. Thread-safe.
final class MessageReader {

    private final ForeignMessages foreign;

    /// @param store its name, the origin of messages that others put there
    /// @param queue its name
    /// @param ids for messages without an id
    MessageReader(String store, String queue, InstantSource clock, IdSource ids) {
        this.foreign = new ForeignMessages(store, queue, clock, ids);
    }

    /// Reads the message.
    Received read(Message message) {
        try {
            return switch (message) {
                case BytesMessage bytes -> readBytes(bytes);
                case TextMessage text -> readText(text);
                case ObjectMessage object -> readObject(object);
                case MapMessage map -> unexpected(map, TypedBody.of(map));
                case StreamMessage stream -> unexpected(stream, TypedBody.of(stream));
                default -> unexpected(message, Content.empty());
            };
        } catch (JMSException e) {
            return invalid(message, Content.empty(), "it cannot be read: " + JmsFailures.reason(e));
        }
    }

    private Received readBytes(BytesMessage message) throws JMSException {
        if (message.getBodyLength() > WireForm.MAX_BYTES) {
            return invalid(message, Content.empty(), "it has " + message.getBodyLength() + " bytes, too many");
        }
        byte[] bytes = new byte[(int) message.getBodyLength()];
        message.reset();
        message.readBytes(bytes);
        // A bridge may have lost the properties.
        boolean marked = message.getStringProperty(WireForm.FORMAT) != null;
        if (!marked && !MessageCodec.isRecord(bytes)) {
            return foreign.bytes(message, bytes);
        }
        try {
            return new Received.Valid(MessageCodec.decode(bytes), false);
        } catch (MessageFormatException e) {
            return marked
                    ? new Received.Invalid(Content.of(bytes), foreign.attributes(message), reason(e), false)
                    : foreign.bytes(message, bytes);
        }
    }

    private Received readText(TextMessage message) throws JMSException {
        String text = message.getText();
        return foreign.text(message, text == null ? "" : text);
    }

    private Received readObject(ObjectMessage message) throws JMSException {
        Optional<byte[]> bytes = ActiveMqClassic.serializedObject(message);
        if (bytes.isEmpty()) {
            bytes = ArtemisClient.serializedObject(message);
        }
        if (bytes.isEmpty()) {
            return invalid(message, Content.empty(), "an object, of which this provider does not give the bytes");
        }
        try {
            return foreign.object(message, UpstreamMessages.read(bytes.get()));
        } catch (MessageFormatException e) {
            return invalid(message, Content.of(bytes.get(), UpstreamMessages.MEDIA_TYPE), reason(e));
        }
    }

    private Received unexpected(Message message, Content raw) {
        return invalid(message, raw, "a message of kind " + kind(message) + "; expected text or bytes");
    }

    private Received invalid(Message message, Content raw, String reason) {
        Map<String, String> attributes = foreign.attributes(message);
        return new Received.Invalid(raw, attributes, reason, true);
    }

    private static String reason(MessageFormatException failure) {
        return String.valueOf(failure.getMessage());
    }

    private static String kind(Message message) {
        for (Class<?> type = message.getClass(); type != null; type = type.getSuperclass()) {
            for (Class<?> face : type.getInterfaces()) {
                if (face.getPackageName().equals("jakarta.jms") && face != Message.class) {
                    return face.getSimpleName();
                }
            }
        }
        return "Message";
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
