// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

/// The value of a property, with its type: it is the same after a store as before.
public sealed interface PropertyValue {

    /// The value as text, as an expression sees it.
    String asText();

    /// Whether the value says yes: the boolean, or the text `true` in any case.
    default boolean isTrue() {
        return asText().equalsIgnoreCase("true");
    }

    /// A text value.
    static PropertyValue of(String text) {
        return new Text(text);
    }

    /// A boolean value.
    static PropertyValue of(boolean value) {
        return new Bool(value);
    }

    /// An integer value.
    static PropertyValue of(int value) {
        return new Int(value);
    }

    /// STRING.
    record Text(String value) implements PropertyValue {
        @Override
        public String asText() {
            return value;
        }
    }

    /// BOOLEAN.
    record Bool(boolean value) implements PropertyValue {
        @Override
        public String asText() {
            return Boolean.toString(value);
        }
    }

    /// INTEGER.
    record Int(int value) implements PropertyValue {
        @Override
        public String asText() {
            return Integer.toString(value);
        }
    }

    /// LONG.
    record LongInt(long value) implements PropertyValue {
        @Override
        public String asText() {
            return Long.toString(value);
        }
    }

    /// SHORT.
    record ShortInt(short value) implements PropertyValue {
        @Override
        public String asText() {
            return Short.toString(value);
        }
    }

    /// FLOAT.
    record SinglePrecision(float value) implements PropertyValue {
        @Override
        public String asText() {
            return Float.toString(value);
        }
    }

    /// DOUBLE.
    record DoublePrecision(double value) implements PropertyValue {
        @Override
        public String asText() {
            return Double.toString(value);
        }
    }

    /// OM: serialized XML.
    record Xml(String value) implements PropertyValue {
        @Override
        public String asText() {
            return value;
        }
    }

    /// JSON text.
    record Json(String value) implements PropertyValue {
        @Override
        public String asText() {
            return value;
        }
    }
}
