// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The properties of a message, over all scopes, in the order in which they were set. Immutable.
///
/// @param values by name
public record MessageProperties(Map<PropertyName, PropertyValue> values) {

    private static final MessageProperties NONE = new MessageProperties(Map.of());

    /// Copies the map.
    public MessageProperties {
        values = values.isEmpty() ? Map.of() : java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// No properties.
    public static MessageProperties none() {
        return NONE;
    }

    /// The value, if the property is set.
    public Optional<PropertyValue> get(PropertyName name) {
        return Optional.ofNullable(values.get(name));
    }

    /// The value of a property of the default scope as text.
    public Optional<String> text(String name) {
        return get(PropertyName.of(name)).map(PropertyValue::asText);
    }

    /// Whether the property is set to true, as a boolean or as text in any case.
    public boolean isTrue(PropertyName name) {
        PropertyValue value = values.get(name);
        return value != null && value.isTrue();
    }

    /// These properties with one set.
    public MessageProperties with(PropertyName name, PropertyValue value) {
        Map<PropertyName, PropertyValue> copy = new LinkedHashMap<>(values);
        copy.put(name, value);
        return new MessageProperties(copy);
    }

    /// Names only: values may be secrets.
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
