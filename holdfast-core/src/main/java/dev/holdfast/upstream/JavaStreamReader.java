// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.upstream;

import dev.holdfast.message.MessageFormatException;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads the Java Object Serialization Stream Protocol, version 5, as data. No class is loaded and no code of
/// one is run, so a hostile stream can do nothing; what it may consist of is a short list ([JavaClasses]).
/// Versions of classes do not matter: fields are taken by name. Used once.
final class JavaStreamReader {

    /// Magic and version.
    private static final byte[] HEADER = {(byte) 0xAC, (byte) 0xED, 0, 5};

    private static final int FIRST_HANDLE = 0x7E0000;
    private static final int MAX_DEPTH = 64;

    private static final int NULL = 0x70;
    private static final int REFERENCE = 0x71;
    private static final int CLASS = 0x72;
    private static final int OBJECT = 0x73;
    private static final int STRING = 0x74;
    private static final int ARRAY = 0x75;
    private static final int BLOCK = 0x77;
    private static final int END = 0x78;
    private static final int LONG_BLOCK = 0x7A;
    private static final int LONG_STRING = 0x7C;

    private static final int WRITES_MORE = 0x01;
    private static final int SERIALIZABLE = 0x02;

    private final DataInputStream in;
    private final List<JavaClasses.Referable> handles = new ArrayList<>();
    private int depth;

    private JavaStreamReader(byte[] bytes) {
        this.in = new DataInputStream(new ByteArrayInputStream(bytes));
    }

    /// Whether the bytes begin as such a stream.
    static boolean begins(byte[] bytes) {
        return bytes.length >= HEADER.length && Arrays.equals(bytes, 0, HEADER.length, HEADER, 0, HEADER.length);
    }

    /// The object in the bytes.
    ///
    /// @throws MessageFormatException when they hold something else, or a class that is not allowed
    static JavaValue read(byte[] bytes) {
        if (!begins(bytes)) {
            throw new MessageFormatException("it does not begin as a stream of Java serialization, version 5");
        }
        JavaStreamReader reader = new JavaStreamReader(bytes);
        try {
            reader.in.skipNBytes(HEADER.length);
            return reader.value(reader.in.readUnsignedByte());
        } catch (EOFException e) {
            throw new MessageFormatException("the stream of Java serialization ends too soon", e);
        } catch (IOException e) {
            throw new MessageFormatException("the stream of Java serialization is damaged: " + e.getMessage(), e);
        }
    }

    private JavaValue value(int tag) throws IOException {
        if (++depth > MAX_DEPTH) {
            throw new MessageFormatException("objects are nested deeper than " + MAX_DEPTH);
        }
        try {
            return switch (tag) {
                case NULL -> new JavaValue.Null();
                case REFERENCE -> referred();
                case OBJECT -> object();
                case STRING -> remember(new JavaValue.Text(in.readUTF()));
                case LONG_STRING -> remember(new JavaValue.Text(ModifiedUtf8.decode(bytes(in.readLong()))));
                case ARRAY -> array();
                case BLOCK -> new JavaValue.Block(bytes(in.readUnsignedByte()));
                case LONG_BLOCK -> new JavaValue.Block(bytes(in.readInt()));
                default ->
                    throw new MessageFormatException("tag %#x of Java serialization is not allowed".formatted(tag));
            };
        } finally {
            depth--;
        }
    }

    private <T extends JavaValue> T remember(T value) {
        handles.add(new JavaClasses.Value(value));
        return value;
    }

    private JavaClasses.Referable handle() throws IOException {
        int index = in.readInt() - FIRST_HANDLE;
        if (index < 0 || index >= handles.size()) {
            throw new MessageFormatException("a reference leads outside of the stream of Java serialization");
        }
        return handles.get(index);
    }

    private JavaValue referred() throws IOException {
        return switch (handle()) {
            case JavaClasses.Value(JavaValue value) -> value;
            case JavaClasses.Described described -> new JavaValue.Description(described.name());
        };
    }

    private byte[] bytes(long length) throws IOException {
        if (length < 0 || length > in.available()) {
            throw new EOFException("a length of " + length);
        }
        return in.readNBytes((int) length);
    }

    private Optional<JavaClasses.Described> description() throws IOException {
        int tag = in.readUnsignedByte();
        return switch (tag) {
            case NULL -> Optional.empty();
            case CLASS -> Optional.of(newDescription());
            case REFERENCE -> {
                if (handle() instanceof JavaClasses.Described described) {
                    yield Optional.of(described);
                }
                throw new MessageFormatException("a reference to a class leads elsewhere");
            }
            default -> throw new MessageFormatException("tag %#x where a class is expected".formatted(tag));
        };
    }

    private JavaClasses.Described newDescription() throws IOException {
        String name = in.readUTF();
        in.readLong(); // the version: fields are taken by name
        if (!JavaClasses.isAllowed(name)) {
            throw new MessageFormatException("class " + name + " is not allowed in a stored object");
        }
        int handle = handles.size();
        handles.add(new JavaClasses.Value(new JavaValue.Description(name)));
        int flags = in.readUnsignedByte();
        if ((flags & ~(WRITES_MORE | SERIALIZABLE)) != 0) {
            throw new MessageFormatException("class " + name + " writes itself in a way that is not allowed");
        }
        List<JavaClasses.Field> fields = fields();
        readToEnd(new ArrayList<>());
        Optional<JavaClasses.Described> parent = depthGuarded();
        var described = new JavaClasses.Described(name, (flags & WRITES_MORE) != 0, fields, parent);
        handles.set(handle, described);
        return described;
    }

    private Optional<JavaClasses.Described> depthGuarded() throws IOException {
        if (++depth > MAX_DEPTH) {
            throw new MessageFormatException("classes are nested deeper than " + MAX_DEPTH);
        }
        try {
            return description();
        } finally {
            depth--;
        }
    }

    private List<JavaClasses.Field> fields() throws IOException {
        int count = in.readUnsignedShort();
        List<JavaClasses.Field> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            char type = (char) in.readUnsignedByte();
            fields.add(new JavaClasses.Field(in.readUTF(), type));
            if (type == 'L' || type == '[') {
                value(in.readUnsignedByte()); // the name of its class
            }
        }
        return fields;
    }

    private JavaValue object() throws IOException {
        JavaClasses.Described described =
                description().orElseThrow(() -> new MessageFormatException("an object without a class"));
        JavaValue.Instance instance = remember(new JavaValue.Instance(described.name()));
        fill(instance, described);
        return instance;
    }

    private void fill(JavaValue.Instance instance, JavaClasses.Described described) throws IOException {
        if (described.parent().isPresent()) {
            fill(instance, described.parent().get());
        }
        for (JavaClasses.Field field : described.fields()) {
            instance.fields().put(field.name(), fieldValue(field.type()));
        }
        if (described.writesMore()) {
            readToEnd(instance.extra());
        }
    }

    private void readToEnd(List<JavaValue> found) throws IOException {
        for (int tag = in.readUnsignedByte(); tag != END; tag = in.readUnsignedByte()) {
            found.add(value(tag));
        }
    }

    private JavaValue fieldValue(char type) throws IOException {
        return switch (type) {
            case 'L', '[' -> value(in.readUnsignedByte());
            case 'B' -> new JavaValue.Primitive(in.readByte());
            case 'C' -> new JavaValue.Primitive(in.readChar());
            case 'D' -> new JavaValue.Primitive(in.readDouble());
            case 'F' -> new JavaValue.Primitive(in.readFloat());
            case 'I' -> new JavaValue.Primitive(in.readInt());
            case 'J' -> new JavaValue.Primitive(in.readLong());
            case 'S' -> new JavaValue.Primitive(in.readShort());
            case 'Z' -> new JavaValue.Primitive(in.readBoolean());
            default -> throw new MessageFormatException("a field of the unknown type '" + type + "'");
        };
    }

    private JavaValue array() throws IOException {
        Optional<JavaClasses.Described> type = description();
        if (type.isEmpty() || !type.get().name().equals("[B")) {
            throw new MessageFormatException("an array of something else than bytes");
        }
        int handle = handles.size();
        handles.add(new JavaClasses.Value(new JavaValue.Null()));
        JavaValue.Bytes bytes = new JavaValue.Bytes(bytes(in.readInt()));
        handles.set(handle, new JavaClasses.Value(bytes));
        return bytes;
    }
}
