// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/// Messages for tests.
public final class SampleMessages {

    /// When sample messages were accepted.
    public static final Instant ACCEPTED_AT = Instant.parse("2026-03-01T11:59:58.123456Z");

    private static final IdSource IDS = new IdSource(InstantSource.fixed(ACCEPTED_AT), new Random());

    private SampleMessages() {}

    /// A new message with that body, not stored yet.
    public static Message unstored(String body) {
        return Message.of(IDS.newFlow(), Content.ofText(body, "text/plain"));
    }

    /// A new message with that body.
    public static StoredMessage text(String body) {
        return stored(unstored(body));
    }

    /// New messages with these bodies.
    public static List<StoredMessage> texts(String... bodies) {
        return Arrays.stream(bodies).map(SampleMessages::text).toList();
    }

    /// New messages with the bodies *prefix*1 to *prefix*count.
    public static List<StoredMessage> numbered(String prefix, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> text(prefix + number))
                .toList();
    }

    /// A new message with a body of that many bytes, all values among them.
    public static StoredMessage ofSize(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31 + i / 251);
        }
        return stored(Message.of(IDS.newFlow(), Content.of(bytes, "application/octet-stream")));
    }

    /// The message under a new append id.
    public static StoredMessage stored(Message message) {
        return StoredMessage.of(IDS.newAppend(message.flowId()), ACCEPTED_AT, "orders", message);
    }

    /// A message in which every field has a value that is easily lost: repeated headers, every type of property
    /// in every scope, characters beyond ASCII, options and notes.
    public static StoredMessage full() {
        return full(IDS.newFlow(), 0xCAFEF00D);
    }

    /// As [#full], with given ids.
    static StoredMessage full(FlowId flow, int serial) {
        Headers headers = Headers.of(List.of(
                new Headers.Field("Content-Type", "application/json; charset=utf-8"),
                new Headers.Field("X-Trace", "one"),
                new Headers.Field("x-trace", "two: __COLON__ three"),
                new Headers.Field("X-Empty", "")));
        Content content = Content.ofText("{\"text\":\"grün, 漢字, \uD83D\uDE00\"}", "application/json; charset=utf-8");
        StorageOptions options = new StorageOptions(9, Optional.of(Duration.ofDays(3)), false);
        Message message = new Message(flow, headers, content, properties(), options);
        Map<StoredMessage.Note, String> notes = new java.util.EnumMap<>(StoredMessage.Note.class);
        for (StoredMessage.Note note : StoredMessage.Note.values()) {
            notes.put(note, "note " + note);
        }
        return StoredMessage.of(new AppendId(flow, serial), ACCEPTED_AT, "orders ä", message)
                .withNotes(notes);
    }

    /// The body as text.
    public static String body(StoredMessage message) {
        return new String(message.message().content().toByteArray(), StandardCharsets.UTF_8);
    }

    /// The bodies as texts.
    public static List<String> bodies(List<StoredMessage> messages) {
        return messages.stream().map(SampleMessages::body).toList();
    }

    /// Every type of property, in every scope.
    public static MessageProperties properties() {
        MessageProperties properties = MessageProperties.none();
        for (PropertyScope scope : PropertyScope.values()) {
            int number = 0;
            for (PropertyValue value : values()) {
                properties = properties.with(new PropertyName(scope, "p-" + number++ + " ü.x"), value);
            }
        }
        return properties;
    }

    private static List<PropertyValue> values() {
        return List.of(
                PropertyValue.of("text with \u0000 and \n"),
                PropertyValue.of(""),
                PropertyValue.of(true),
                PropertyValue.of(false),
                PropertyValue.of(Integer.MIN_VALUE),
                new PropertyValue.LongInt(Long.MIN_VALUE),
                new PropertyValue.LongInt(-1),
                new PropertyValue.ShortInt(Short.MIN_VALUE),
                new PropertyValue.SinglePrecision(Float.MIN_VALUE),
                new PropertyValue.SinglePrecision(Float.NaN),
                new PropertyValue.DoublePrecision(-0.0),
                new PropertyValue.DoublePrecision(Double.NEGATIVE_INFINITY),
                new PropertyValue.Xml("<a xmlns=\"urn:x\"><b/>ä</a>"),
                new PropertyValue.Json("{\"a\":[1,null]}"));
    }
}
