// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.upstream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a stream of Java serialization holds, as data: no class of it is loaded.
sealed interface JavaValue {

    /// No object.
    record Null() implements JavaValue {}

    /// A string.
    record Text(String value) implements JavaValue {}

    /// A number, boolean or character.
    record Primitive(Object value) implements JavaValue {}

    /// A description of a class, where one stands for itself.
    record Description(String className) implements JavaValue {}

    /// What a class writes besides its fields.
    final class Block implements JavaValue {

        private final byte[] bytes;

        Block(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /// An array of bytes.
    final class Bytes implements JavaValue {

        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /// An object: filled while it is read, as it may refer to itself.
    final class Instance implements JavaValue {

        private final String className;
        private final Map<String, JavaValue> fields = new LinkedHashMap<>();
        private final List<JavaValue> extra = new ArrayList<>();

        Instance(String className) {
            this.className = className;
        }

        String className() {
            return className;
        }

        /// The values of its fields, those of its superclasses included.
        Map<String, JavaValue> fields() {
            return fields;
        }

        /// What its classes wrote besides, in order.
        List<JavaValue> extra() {
            return extra;
        }

        JavaValue field(String name) {
            return fields.getOrDefault(name, new Null());
        }
    }
}
