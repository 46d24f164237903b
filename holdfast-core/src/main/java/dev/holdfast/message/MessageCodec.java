// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The form in which stores write a message, version 1. Stateless and thread-safe.
///
/// | field | bytes |
/// |---|---|
/// | magic `HF` | 2 |
/// | version, 1 | 1 |
/// | flags: bit 0 durable, bit 1 has a media type | 1 |
/// | append id: flow id 16, serial 4 | 20 |
/// | accepted at, in microseconds since the epoch | 8 |
/// | priority | 1 |
/// | time to live in ms, 0 for none | var |
/// | origin | text |
/// | media type, if flagged | text |
/// | number of headers; each: name, value | var; text, text |
/// | number of properties; each: scope, type, name, value | var; 1, 1, text, by type |
/// | number of notes; each: kind, value | var; 1, text |
/// | body | var and bytes |
/// | CRC-32C of all before it | 4 |
///
/// *var* and *text* are as in [BinaryWriter]. A reader refuses a version that it does not know; a writer of a
/// later version must raise it. A record that does not end where its fields end is damaged.
public final class MessageCodec {

    private static final int MAGIC = 'H' << 8 | 'F';
    private static final int VERSION = 1;
    private static final int DURABLE = 1;
    private static final int HAS_TYPE = 2;
    private static final int TYPICAL_OVERHEAD = 512;

    private MessageCodec() {}

    /// The message as bytes, all in one array.
    public static byte[] encode(StoredMessage stored) {
        return recordOf(stored).toByteArray();
    }

    /// The message as bytes, its body not copied.
    public static MessageRecord recordOf(StoredMessage stored) {
        Message message = stored.message();
        BinaryWriter out = new BinaryWriter(TYPICAL_OVERHEAD);
        StorageOptions options = message.options();
        Optional<String> type = message.content().type();
        out.putByte(MAGIC >>> 8).putByte(MAGIC).putByte(VERSION);
        out.putByte((options.durable() ? DURABLE : 0) | (type.isPresent() ? HAS_TYPE : 0));
        out.putAppendId(stored.id());
        out.putInstant(stored.acceptedAt());
        out.putByte(options.priority());
        out.putVarLong(options.timeToLive().map(Duration::toMillis).orElse(0L));
        out.putText(stored.origin());
        type.ifPresent(out::putText);
        putHeaders(out, message.headers());
        putProperties(out, message.properties());
        putNotes(out, stored.notes());
        out.putVarLong(message.content().size());
        return MessageRecord.of(out, message.content());
    }

    /// The message that the bytes hold. Its body stays in them: they must not be changed afterwards.
    ///
    /// @throws MessageFormatException when the bytes are damaged, of a later version, or no message
    public static StoredMessage decode(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes, "stored message");
        requireVersion(in);
        in.verifyChecksum();
        int flags = in.getByte("flags");
        AppendId id = in.getAppendId("append id");
        Instant acceptedAt = in.getInstant("accepted at");
        StorageOptions options = getOptions(in, flags);
        String origin = in.getText("origin");
        Optional<String> type = (flags & HAS_TYPE) != 0 ? Optional.of(in.getText("media type")) : Optional.empty();
        Headers headers = getHeaders(in);
        MessageProperties properties = getProperties(in);
        Map<StoredMessage.Note, String> notes = getNotes(in);
        Content content = in.getContent("body", type);
        in.requireEnd();
        Message message = new Message(id.flow(), headers, content, properties, options);
        return new StoredMessage(id, acceptedAt, origin, message, notes);
    }

    /// Whether the bytes begin as ours do, whatever follows.
    public static boolean isRecord(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == (byte) (MAGIC >>> 8) && bytes[1] == (byte) MAGIC && bytes[2] == VERSION;
    }

    /// The id of the message that begins with these bytes; empty when it is none. Nothing else of it is checked.
    ///
    /// @param beginning at least 24 bytes of it
    public static Optional<AppendId> idOf(byte[] beginning) {
        BinaryReader in = new BinaryReader(beginning, "stored message");
        try {
            requireVersion(in);
            in.getByte("flags");
            return Optional.of(in.getAppendId("append id"));
        } catch (MessageFormatException e) {
            return Optional.empty();
        }
    }

    private static void requireVersion(BinaryReader in) {
        int magic = in.getByte("magic") << 8 | in.getByte("magic");
        if (magic != MAGIC) {
            throw in.damaged("magic", "%#06x instead of %#06x: not a message of Holdfast".formatted(magic, MAGIC));
        }
        int version = in.getByte("version");
        if (version != VERSION) {
            throw in.damaged("version", version + " is not known here (known: 1); written by a later Holdfast?");
        }
    }

    private static StorageOptions getOptions(BinaryReader in, int flags) {
        int priority = in.getByte("priority");
        long timeToLive = in.getVarLong("time to live");
        if (priority > 9 || timeToLive < 0) {
            throw in.damaged("options", "priority " + priority + ", time to live " + timeToLive);
        }
        Optional<Duration> duration = timeToLive == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(timeToLive));
        return new StorageOptions(priority, duration, (flags & DURABLE) != 0);
    }

    private static void putHeaders(BinaryWriter out, Headers headers) {
        out.putVarLong(headers.fields().size());
        for (Headers.Field field : headers) {
            out.putText(field.name()).putText(field.value());
        }
    }

    private static Headers getHeaders(BinaryReader in) {
        int count = in.getLength("number of headers");
        List<Headers.Field> fields = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String name = in.getText("header name");
            String value = in.getText("header value");
            try {
                fields.add(new Headers.Field(name, value));
            } catch (IllegalArgumentException e) {
                throw new MessageFormatException("damaged stored message: " + e.getMessage(), e);
            }
        }
        return Headers.of(fields);
    }

    private static void putProperties(BinaryWriter out, MessageProperties properties) {
        out.putVarLong(properties.values().size());
        properties.values().forEach((name, value) -> PropertyCodec.put(out, name, value));
    }

    private static MessageProperties getProperties(BinaryReader in) {
        int count = in.getLength("number of properties");
        if (count == 0) {
            return MessageProperties.none();
        }
        Map<PropertyName, PropertyValue> values = LinkedHashMap.newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            PropertyCodec.get(in, values);
        }
        return new MessageProperties(values);
    }

    private static void putNotes(BinaryWriter out, Map<StoredMessage.Note, String> notes) {
        out.putVarLong(notes.size());
        notes.forEach((note, text) -> out.putByte(code(note)).putText(text));
    }

    private static Map<StoredMessage.Note, String> getNotes(BinaryReader in) {
        int count = in.getLength("number of notes");
        Map<StoredMessage.Note, String> notes = new EnumMap<>(StoredMessage.Note.class);
        for (int i = 0; i < count; i++) {
            notes.put(note(in), in.getText("note"));
        }
        return notes;
    }

    private static int code(StoredMessage.Note note) {
        return switch (note) {
            case REASON -> 1;
            case SOURCE -> 2;
            case ATTEMPTS -> 3;
            case LAST_STATUS -> 4;
            case ENGINE_ID -> 5;
            case ENDPOINT -> 6;
            case LAST_RESPONSE -> 7;
            case ENDED_AT -> 8;
        };
    }

    private static StoredMessage.Note note(BinaryReader in) {
        int code = in.getByte("kind of note");
        for (StoredMessage.Note note : StoredMessage.Note.values()) {
            if (code(note) == code) {
                return note;
            }
        }
        throw in.damaged("kind of note", "no kind has the code " + code);
    }
}
