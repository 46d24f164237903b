// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.LongString;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.Content;
import dev.holdfast.message.FlowId;
import dev.holdfast.message.HeaderFields;
import dev.holdfast.message.Headers;
import dev.holdfast.message.IdSource;
import dev.holdfast.message.Message;
import dev.holdfast.message.MessageProperties;
import dev.holdfast.message.StorageOptions;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Delivery.Received;
import dev.holdfast.upstream.UpstreamMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes messages from those that others put into the queue. Where a message has an id, ours comes from it and
/// from what the message says, so that a message that comes again has the same; where it has none, each
/// delivery is a new message, as the protocol has no other identity. Thread-safe.
final class ForeignMessages {

    private static final int NORMAL_PRIORITY = 4;
    private static final int HIGHEST_PRIORITY = 9;

    /// What the broker itself adds when it hands a message out again.
    private static final Set<String> OF_THE_BROKER = Set.of("x-delivery-count", "x-acquired-count", "x-death");

    private static final Set<String> CONTENT_TYPE_NAMES = Set.of("content-type", "content_type", "contenttype");

    /// Those that are codings of a body, and not, as some clients have it, its characters.
    private static final Set<String> CODINGS = Set.of("gzip", "x-gzip", "deflate", "compress", "br", "zstd");

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

    /// A message with bytes as its body.
    Received bytes(AMQP.BasicProperties properties, byte[] body) {
        Content content = Content.of(body, contentType(properties));
        return valid(
                properties,
                body,
                new UpstreamMessage(
                        fields(properties), content, MessageProperties.none(), Optional.empty(), Optional.empty()));
    }

    /// A message that Synapse stored, or that we did in its form.
    Received upstream(AMQP.BasicProperties properties, byte[] body, UpstreamMessage message) {
        return message.ours().isPresent()
                ? new Received.Valid(message.ours().get(), false)
                : valid(properties, body, message);
    }

    /// What the broker says about a message.
    Map<String, String> attributes(AMQP.BasicProperties properties) {
        Map<String, String> attributes = new LinkedHashMap<>();
        put(attributes, "message_id", properties.getMessageId());
        put(attributes, "correlation_id", properties.getCorrelationId());
        put(attributes, "type", properties.getType());
        put(attributes, "app_id", properties.getAppId());
        put(attributes, "content_type", properties.getContentType());
        headers(properties).forEach((name, value) -> put(attributes, name, text(value)));
        return attributes;
    }

    /// The headers of a message.
    static Map<String, Object> headers(AMQP.BasicProperties properties) {
        return properties.getHeaders() == null ? Map.of() : properties.getHeaders();
    }

    private Received valid(AMQP.BasicProperties properties, byte[] body, UpstreamMessage said) {
        AppendId id = id(properties, body);
        Map<StoredMessage.Note, String> notes = new EnumMap<>(StoredMessage.Note.class);
        ownId(properties).ifPresent(own -> notes.put(StoredMessage.Note.ENGINE_ID, own));
        Date sent = properties.getTimestamp();
        Instant acceptedAt = sent == null ? clock.instant() : sent.toInstant();
        StorageOptions options =
                new StorageOptions(said.priority().orElseGet(() -> priority(properties)), timeToLive(properties), true);
        Message message = new Message(id.flow(), said.headers(), said.content(), said.properties(), options);
        return new Received.Valid(new StoredMessage(id, acceptedAt, store, message, notes), true);
    }

    private static Optional<String> ownId(AMQP.BasicProperties properties) {
        return Optional.ofNullable(properties.getMessageId()).filter(id -> !id.isEmpty());
    }

    /// Some senders use an id more than once: so time and body count as well.
    private AppendId id(AMQP.BasicProperties properties, byte[] body) {
        Optional<String> own = ownId(properties);
        if (own.isEmpty()) {
            return ids.newAppend(ids.newFlow());
        }
        MessageDigest digest = sha256();
        digest.update(
                (queue + "\n" + own.get() + "\n" + properties.getTimestamp() + "\n").getBytes(StandardCharsets.UTF_8));
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(body));
        return new AppendId(new FlowId(hash.getLong(), hash.getLong()), 1);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static int priority(AMQP.BasicProperties properties) {
        Integer priority = properties.getPriority();
        return priority == null ? NORMAL_PRIORITY : Math.clamp(priority, 0, HIGHEST_PRIORITY);
    }

    private static Optional<Duration> timeToLive(AMQP.BasicProperties properties) {
        try {
            return Optional.ofNullable(properties.getExpiration())
                    .map(text -> Duration.ofMillis(Long.parseLong(text.trim())))
                    .filter(Duration::isPositive);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static String contentType(AMQP.BasicProperties properties) {
        if (properties.getContentType() != null) {
            return properties.getContentType();
        }
        return headers(properties).entrySet().stream()
                .filter(header -> CONTENT_TYPE_NAMES.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .map(header -> String.valueOf(text(header.getValue())))
                .findFirst()
                .orElse("application/octet-stream");
    }

    /// The headers that can stand in a header section.
    private static Headers fields(AMQP.BasicProperties properties) {
        Headers fields = Headers.empty();
        for (Map.Entry<String, Object> header : headers(properties).entrySet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            String value = text(header.getValue());
            if (value != null && !OF_THE_BROKER.contains(name) && !CONTENT_TYPE_NAMES.contains(name)) {
                fields = HeaderFields.plus(fields, header.getKey(), value);
            }
        }
        String coding = properties.getContentEncoding();
        boolean coded = coding != null && CODINGS.contains(coding.toLowerCase(Locale.ROOT));
        return coded ? HeaderFields.plus(fields, "Content-Encoding", coding) : fields;
    }

    private static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case byte[] _ -> null;
            case LongString text -> text.toString();
            case Date date -> date.toInstant().toString();
            default -> value.toString();
        };
    }

    private static void put(Map<String, String> attributes, String name, @Nullable String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }
}
