// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.custom;

import dev.holdfast.message.AppendId;
import dev.holdfast.message.Content;
import dev.holdfast.message.FlowId;
import dev.holdfast.message.HeaderFields;
import dev.holdfast.message.Headers;
import dev.holdfast.message.Message;
import dev.holdfast.message.MessageCodec;
import dev.holdfast.message.MessageFormatException;
import dev.holdfast.message.MessageProperties;
import dev.holdfast.message.StorageOptions;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Delivery.Received;
import dev.holdfast.store.MessageStoreProvider.Setting;
import dev.holdfast.upstream.UpstreamMessage;
import dev.holdfast.upstream.UpstreamMessages;
import dev.holdfast.upstream.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Writes and reads what lies in a user's store: messages of ours, of upstream, and bodies of others. Thread-safe.
final class CustomForm {

    private static final String CONTENT_TYPE = "content-type";

    private final Setting setting;
    private final WireFormat format;

    CustomForm(Setting setting, WireFormat format) {
        this.setting = setting;
        this.format = format;
    }

    CustomMessage write(StoredMessage stored) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("flowId", stored.id().flow().toString());
        attributes.put("origin", stored.origin());
        attributes.put("acceptedAt", stored.acceptedAt().toString());
        stored.message().content().type().ifPresent(type -> attributes.put("contentType", type));
        return new CustomMessage(stored.id().toString(), format.encode(stored), attributes);
    }

    Received read(CustomMessage message) {
        byte[] bytes = message.body();
        boolean ours = MessageCodec.isRecord(bytes);
        try {
            if (ours) {
                return new Received.Valid(MessageCodec.decode(bytes), false);
            }
            if (UpstreamMessages.isSerialized(bytes)) {
                UpstreamMessage read = UpstreamMessages.read(bytes);
                return read.ours()
                        .<Received>map(own -> new Received.Valid(own, false))
                        .orElseGet(() -> foreign(message, read));
            }
            return foreign(message);
        } catch (MessageFormatException e) {
            String reason = String.valueOf(e.getMessage());
            return new Received.Invalid(Content.of(bytes), message.attributes(), reason, !ours);
        }
    }

    private Received foreign(CustomMessage message) {
        Headers headers = Headers.empty();
        Optional<String> type = Optional.empty();
        for (Map.Entry<String, String> attribute : message.attributes().entrySet()) {
            if (attribute.getKey().toLowerCase(Locale.ROOT).equals(CONTENT_TYPE)) {
                type = Optional.of(attribute.getValue());
            } else {
                headers = HeaderFields.plus(headers, attribute.getKey(), attribute.getValue());
            }
        }
        Content content = Content.of(message.body(), type.orElse("application/octet-stream"));
        AppendId id = id(message);
        return valid(
                message,
                id,
                new Message(id.flow(), headers, content, MessageProperties.none(), StorageOptions.normal()));
    }

    private Received foreign(CustomMessage message, UpstreamMessage read) {
        AppendId id = id(message);
        return valid(
                message,
                id,
                new Message(id.flow(), read.headers(), read.content(), read.properties(), StorageOptions.normal()));
    }

    private Received valid(CustomMessage message, AppendId id, Message content) {
        Map<StoredMessage.Note, String> notes =
                message.id().isEmpty() ? Map.of() : Map.of(StoredMessage.Note.ENGINE_ID, message.id());
        StoredMessage stored = StoredMessage.of(id, setting.timer().instant(), setting.name(), content);
        return new Received.Valid(stored.withNotes(notes), true);
    }

    private AppendId id(CustomMessage message) {
        if (message.id().isEmpty()) {
            return setting.ids().newAppend(setting.ids().newFlow());
        }
        String name = setting.name() + "\n" + message.id();
        UUID derived = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return new AppendId(new FlowId(derived.getMostSignificantBits(), derived.getLeastSignificantBits()), 1);
    }
}
