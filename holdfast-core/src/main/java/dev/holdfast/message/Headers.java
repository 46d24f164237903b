// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Header fields (RFC 9110, section 5) in the order in which they came. Names compare without case and keep the
/// case in which they were written; a name may occur more than once. Immutable.
public final class Headers implements Iterable<Headers.Field> {

    private static final Headers EMPTY = new Headers(List.of());

    private final List<Field> fields;

    private Headers(List<Field> fields) {
        this.fields = fields;
    }

    /// One header field.
    ///
    /// @param name a token as in RFC 9110, section 5.6.2
    /// @param value without line breaks, so that a value can never start another field
    public record Field(String name, String value) {

        /// @throws IllegalArgumentException when name or value cannot stand in a header section
        public Field {
            HeaderSyntax.requireName(name);
            HeaderSyntax.requireValue(name, value);
        }
    }

    /// No fields.
    public static Headers empty() {
        return EMPTY;
    }

    /// The given fields, in this order.
    public static Headers of(List<Field> fields) {
        return fields.isEmpty() ? EMPTY : new Headers(List.copyOf(fields));
    }

    /// One field.
    public static Headers of(String name, String value) {
        return new Headers(List.of(new Field(name, value)));
    }

    /// The first value of the field.
    public Optional<String> first(String name) {
        for (Field field : fields) {
            if (field.name.equalsIgnoreCase(name)) {
                return Optional.of(field.value);
            }
        }
        return Optional.empty();
    }

    /// All values of the field, in order.
    public List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name.equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }

    /// Whether the field occurs.
    public boolean contains(String name) {
        return first(name).isPresent();
    }

    /// These headers with one field of that name: the first occurrence is replaced, others are removed.
    public Headers with(String name, String value) {
        Field replacement = new Field(name, value);
        List<Field> result = new ArrayList<>(fields.size() + 1);
        boolean placed = false;
        for (Field field : fields) {
            if (!field.name.equalsIgnoreCase(name)) {
                result.add(field);
            } else if (!placed) {
                result.add(replacement);
                placed = true;
            }
        }
        if (!placed) {
            result.add(replacement);
        }
        return of(result);
    }

    /// These headers with one more field at the end, beside any of the same name.
    public Headers plus(String name, String value) {
        List<Field> result = new ArrayList<>(fields);
        result.add(new Field(name, value));
        return of(result);
    }

    /// These headers without the field.
    public Headers without(String name) {
        if (!contains(name)) {
            return this;
        }
        return of(fields.stream()
                .filter(field -> !field.name.equalsIgnoreCase(name))
                .toList());
    }

    /// The fields in order; unmodifiable.
    public List<Field> fields() {
        return fields;
    }

    @Override
    public Iterator<Field> iterator() {
        return fields.iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers headers && fields.equals(headers.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /// Names only: values may be secrets.
    @Override
    public String toString() {
        return fields.stream()
                .map(field -> field.name.toLowerCase(Locale.ROOT))
                .toList()
                .toString();
    }
}
