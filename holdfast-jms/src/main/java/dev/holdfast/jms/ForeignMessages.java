// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.message.AppendId;
import dev.holdfast.message.Content;
import dev.holdfast.message.FlowId;
import dev.holdfast.message.HeaderFields;
import dev.holdfast.message.Headers;
import dev.holdfast.message.IdSource;
import dev.holdfast.message.MessageProperties;
import dev.holdfast.message.StorageOptions;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Delivery.Received;
import dev.holdfast.upstream.UpstreamMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Makes messages from those that others put into the queue. The ids come from the id that the broker knows, so
/// that a message that comes again has the same. Thread-safe.
final class ForeignMessages {

    private static final List<String> CONTENT_TYPE_NAMES =
            List.of("Content-Type", "Content_Type", "contentType", "ContentType");

    private final String store;
    private final String queue;
    private final InstantSource clock;
    private final IdSource ids;

    ForeignMessages(String store, String queue, InstantSource clock, IdSource ids) {
        this.store = store;
        this.queue = queue;
        this.clock = clock;
        this.ids = ids;
    }

    /// A message with a text as its body.
    Received text(Message message, String text) throws JMSException {
        String type = contentType(message).orElse("text/plain; charset=UTF-8");
        return valid(message, headers(message), Content.ofText(text, type), MessageProperties.none());
    }

    /// A message with bytes as its body: of others, or one that we wrote as Ballerina does.
    Received bytes(Message message, byte[] bytes) throws JMSException {
        Content content = Content.of(bytes, contentType(message).orElse("application/octet-stream"));
        Optional<AppendId> ours = BallerinaForm.id(message, bytes);
        if (ours.isPresent()) {
            StoredMessage stored = stored(message, ours.get(), made(message, ours.get(), headers(message), content));
            return new Received.Valid(stored, false);
        }
        return valid(message, headers(message), content, MessageProperties.none());
    }

    /// A message that Synapse stored, or that we did in its form.
    Received object(Message message, UpstreamMessage object) throws JMSException {
        return object.ours().isPresent()
                ? new Received.Valid(object.ours().get(), false)
                : valid(message, object.headers(), object.content(), object.properties());
    }

    /// What the broker says about a message, as far as it can be asked.
    Map<String, String> attributes(Message message) {
        Map<String, String> attributes = new LinkedHashMap<>();
        try {
            Optional.ofNullable(message.getJMSMessageID()).ifPresent(id -> attributes.put("JMSMessageID", id));
            Optional.ofNullable(message.getJMSCorrelationID()).ifPresent(id -> attributes.put("JMSCorrelationID", id));
            Optional.ofNullable(message.getJMSType()).ifPresent(type -> attributes.put("JMSType", type));
            attributes.putAll(properties(message));
        } catch (JMSException e) {
            attributes.put("unreadable", JmsFailures.reason(e));
        }
        return attributes;
    }

    private Received valid(Message message, Headers headers, Content content, MessageProperties properties)
            throws JMSException {
        AppendId id = id(message);
        var made = made(message, id, headers, content).withProperties(properties);
        return new Received.Valid(stored(message, id, made), true);
    }

    private dev.holdfast.message.Message made(Message message, AppendId id, Headers headers, Content content)
            throws JMSException {
        StorageOptions options = options(message, acceptedAt(message));
        return new dev.holdfast.message.Message(id.flow(), headers, content, MessageProperties.none(), options);
    }

    private StoredMessage stored(Message message, AppendId id, dev.holdfast.message.Message made) throws JMSException {
        Map<StoredMessage.Note, String> notes = new EnumMap<>(StoredMessage.Note.class);
        Optional.ofNullable(message.getJMSMessageID()).ifPresent(own -> notes.put(StoredMessage.Note.ENGINE_ID, own));
        return new StoredMessage(id, acceptedAt(message), store, made, notes);
    }

    private Instant acceptedAt(Message message) throws JMSException {
        return message.getJMSTimestamp() > 0 ? Instant.ofEpochMilli(message.getJMSTimestamp()) : clock.instant();
    }

    private AppendId id(Message message) throws JMSException {
        String own = message.getJMSMessageID();
        if (own == null || own.isEmpty()) {
            return ids.newAppend(ids.newFlow());
        }
        UUID derived = UUID.nameUUIDFromBytes(MessageReader.utf8(queue + "\n" + own));
        return new AppendId(new FlowId(derived.getMostSignificantBits(), derived.getLeastSignificantBits()), 1);
    }

    private static StorageOptions options(Message message, Instant acceptedAt) throws JMSException {
        int priority = Math.clamp(message.getJMSPriority(), 0, 9);
        Optional<Duration> timeToLive = message.getJMSExpiration() <= 0
                ? Optional.empty()
                : Optional.of(Duration.between(acceptedAt, Instant.ofEpochMilli(message.getJMSExpiration())))
                        .map(left -> left.isPositive() ? left : Duration.ofMillis(1));
        return new StorageOptions(priority, timeToLive, message.getJMSDeliveryMode() != DeliveryMode.NON_PERSISTENT);
    }

    private static Optional<String> contentType(Message message) throws JMSException {
        Map<String, String> properties = properties(message);
        return CONTENT_TYPE_NAMES.stream()
                .filter(properties::containsKey)
                .map(properties::get)
                .findFirst();
    }

    /// The properties that can stand in a header section.
    private static Headers headers(Message message) throws JMSException {
        Headers headers = Headers.empty();
        for (Map.Entry<String, String> property : properties(message).entrySet()) {
            if (!property.getKey().startsWith("JMSX") && !CONTENT_TYPE_NAMES.contains(property.getKey())) {
                headers = HeaderFields.plus(headers, property.getKey(), property.getValue());
            }
        }
        return headers;
    }

    private static Map<String, String> properties(Message message) throws JMSException {
        Map<String, String> properties = new LinkedHashMap<>();
        Enumeration<?> names = message.getPropertyNames();
        while (names.hasMoreElements()) {
            String name = String.valueOf(names.nextElement());
            Object value = message.getObjectProperty(name);
            if (value != null) {
                properties.put(PropertyNames.decode(name), value.toString());
            }
        }
        return properties;
    }
}
