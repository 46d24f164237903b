// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.upstream;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes the Java Object Serialization Stream Protocol, version 5, from data: the classes that it names need
/// not exist here. Used once, by one thread. Nothing that it writes to can fail.
final class JavaStreamWriter {

    private static final int HEADER = 0xACED_0005;
    private static final int FIRST_HANDLE = 0x7E0000;

    private static final int NULL = 0x70;
    private static final int REFERENCE = 0x71;
    private static final int CLASS = 0x72;
    private static final int OBJECT = 0x73;
    private static final int STRING = 0x74;
    private static final int ARRAY = 0x75;
    private static final int BLOCK = 0x77;
    private static final int END = 0x78;
    private static final int LONG_STRING = 0x7C;

    private static final int WRITES_MORE = 0x01;
    private static final int SERIALIZABLE = 0x02;
    private static final int LONGEST_STRING = 0xFFFF;

    private static final JavaType NUMBER = JavaType.of(Number.class, false);
    private static final JavaType BYTES = JavaType.of(byte[].class, false);
    private static final JavaType HASH_MAP = JavaType.of(
            HashMap.class, true, new JavaType.Field("loadFactor", "F"), new JavaType.Field("threshold", "I"));
    private static final JavaType TREE_MAP =
            JavaType.of(TreeMap.class, true, new JavaType.Field("comparator", "Ljava/util/Comparator;"));
    private static final JavaType LIST = JavaType.of(ArrayList.class, true, new JavaType.Field("size", "I"));

    private static final float LOAD_FACTOR = 0.75f;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final Map<String, Integer> classes = new HashMap<>();
    private int handles;

    /// Writes a value: null, a [String], `byte[]`, a boxed number or boolean, a [SortedMap] as TreeMap, another
    /// [Map] as HashMap, an empty [List] as ArrayList, or an [Instance].
    ///
    /// @return the whole stream
    static byte[] write(Object value) {
        JavaStreamWriter writer = new JavaStreamWriter();
        try {
            writer.out.writeInt(HEADER);
            writer.value(value);
        } catch (IOException e) {
            throw new IllegalStateException("an array takes all bytes", e);
        }
        return writer.bytes.toByteArray();
    }

    /// An object of a class of others.
    ///
    /// @param type what it is
    /// @param values of its fields by name; what is missing is null
    record Instance(JavaType type, Map<String, Object> values) {}

    private void value(Object value) throws IOException {
        switch (value) {
            case String text -> text(text);
            case byte[] array -> array(array);
            case SortedMap<?, ?> map -> map(TREE_MAP, Map.of(), map);
            case Map<?, ?> map -> hashMap(map);
            case List<?> list -> list(list);
            case Instance instance -> fields(begin(instance.type), instance.values);
            case Boolean flag -> boxed(JavaType.of(Boolean.class, false, new JavaType.Field("value", "Z")), flag);
            case Number number -> boxed(numberType(number).below(NUMBER), number);
            default -> throw new IllegalArgumentException("not to be written: " + value.getClass());
        }
    }

    private static JavaType numberType(Number number) {
        return switch (number) {
            case Integer _ -> JavaType.of(Integer.class, false, new JavaType.Field("value", "I"));
            case Long _ -> JavaType.of(Long.class, false, new JavaType.Field("value", "J"));
            case Short _ -> JavaType.of(Short.class, false, new JavaType.Field("value", "S"));
            case Float _ -> JavaType.of(Float.class, false, new JavaType.Field("value", "F"));
            case Double _ -> JavaType.of(Double.class, false, new JavaType.Field("value", "D"));
            default -> throw new IllegalArgumentException("not to be written: " + number.getClass());
        };
    }

    private void boxed(JavaType type, Object value) throws IOException {
        fields(begin(type), Map.of("value", value));
    }

    private JavaType begin(JavaType type) throws IOException {
        out.writeByte(OBJECT);
        description(type);
        handles++;
        return type;
    }

    private void description(JavaType type) throws IOException {
        Integer known = classes.get(type.name());
        if (known != null) {
            out.writeByte(REFERENCE);
            out.writeInt(FIRST_HANDLE + known);
            return;
        }
        out.writeByte(CLASS);
        out.writeUTF(type.name());
        out.writeLong(type.version());
        classes.put(type.name(), handles++);
        out.writeByte(SERIALIZABLE | (type.writesMore() ? WRITES_MORE : 0));
        out.writeShort(type.fields().size());
        for (JavaType.Field field : type.fields()) {
            out.writeByte(field.type().charAt(0));
            out.writeUTF(field.name());
            if (!field.isPrimitive()) {
                text(field.type());
            }
        }
        out.writeByte(END);
        if (type.parent().isPresent()) {
            description(type.parent().get());
        } else {
            out.writeByte(NULL);
        }
    }

    private void fields(JavaType type, Map<String, Object> values) throws IOException {
        for (JavaType.Field field : type.fields()) {
            Object value = values.get(field.name());
            if (field.isPrimitive()) {
                primitive(java.util.Objects.requireNonNull(value, field.name()));
            } else if (value == null) {
                out.writeByte(NULL);
            } else {
                value(value);
            }
        }
    }

    private void primitive(Object value) throws IOException {
        switch (value) {
            case Boolean flag -> out.writeBoolean(flag);
            case Integer number -> out.writeInt(number);
            case Long number -> out.writeLong(number);
            case Short number -> out.writeShort(number);
            case Float number -> out.writeFloat(number);
            case Double number -> out.writeDouble(number);
            default -> throw new IllegalArgumentException("not to be written: " + value.getClass());
        }
    }

    private void text(String text) throws IOException {
        long length = ModifiedUtf8.length(text);
        if (length <= LONGEST_STRING) {
            out.writeByte(STRING);
            out.writeUTF(text);
        } else {
            out.writeByte(LONG_STRING);
            out.writeLong(length);
            ModifiedUtf8.write(text, out);
        }
        handles++;
    }

    private void array(byte[] array) throws IOException {
        out.writeByte(ARRAY);
        description(BYTES);
        handles++;
        out.writeInt(array.length);
        out.write(array);
    }

    private void hashMap(Map<?, ?> map) throws IOException {
        int buckets = Math.max(16, Integer.highestOneBit(Math.max(1, map.size())) * 4);
        Map<String, Object> values = Map.of("loadFactor", LOAD_FACTOR, "threshold", (int) (buckets * LOAD_FACTOR));
        begin(HASH_MAP);
        fields(HASH_MAP, values);
        out.writeByte(BLOCK);
        out.writeByte(2 * Integer.BYTES);
        out.writeInt(buckets);
        out.writeInt(map.size());
        entries(map);
    }

    private void map(JavaType type, Map<String, Object> values, Map<?, ?> map) throws IOException {
        begin(type);
        fields(type, values);
        out.writeByte(BLOCK);
        out.writeByte(Integer.BYTES);
        out.writeInt(map.size());
        entries(map);
    }

    private void entries(Map<?, ?> map) throws IOException {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            value(entry.getKey());
            value(entry.getValue());
        }
        out.writeByte(END);
    }

    private void list(List<?> list) throws IOException {
        begin(LIST);
        fields(LIST, Map.of("size", list.size()));
        out.writeByte(BLOCK);
        out.writeByte(Integer.BYTES);
        out.writeInt(list.size());
        for (Object element : list) {
            value(element);
        }
        out.writeByte(END);
    }
}
