// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.expression.Scope;
import dev.holdfast.message.Headers;
import dev.holdfast.message.MessageProperties;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyScope;
import dev.holdfast.message.PropertyValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The header fields and properties of the current message, whatever their scope. Not thread-safe.
final class FlowProperties {

    private final Map<PropertyName, PropertyValue> stored = new LinkedHashMap<>();
    private final FlowScopes unstored;
    private Headers headers;

    FlowProperties(Headers headers) {
        this(headers, new FlowScopes());
    }

    private FlowProperties(Headers headers, FlowScopes unstored) {
        this.headers = headers;
        this.unstored = unstored;
    }

    /// Those of a copy of the message.
    FlowProperties copy() {
        FlowProperties copy = new FlowProperties(headers, unstored.copy());
        copy.stored.putAll(stored);
        return copy;
    }

    /// Those that no store keeps.
    FlowScopes unstored() {
        return unstored;
    }

    Headers headers() {
        return headers;
    }

    void headers(Headers newHeaders) {
        headers = newHeaders;
    }

    /// All that a store keeps.
    MessageProperties toStore() {
        return new MessageProperties(stored);
    }

    void putAll(MessageProperties properties) {
        stored.putAll(properties.values());
    }

    Optional<PropertyValue> find(PropertyName name) {
        return Optional.ofNullable(stored.get(name));
    }

    void set(PropertyName name, PropertyValue value) {
        stored.put(name, value);
    }

    void remove(PropertyName name) {
        stored.remove(name);
    }

    /// Removes all of a scope.
    void removeAll(PropertyScope scope) {
        stored.keySet().removeIf(name -> name.scope() == scope);
    }

    Optional<PropertyValue> find(Scope scope, String name) {
        Optional<PropertyScope> kept = FlowScopes.kept(scope);
        if (kept.isPresent()) {
            return find(new PropertyName(kept.get(), name));
        }
        return scope == Scope.TRANSPORT ? headers.first(name).map(PropertyValue::of) : unstored.find(scope, name);
    }

    /// @throws IllegalArgumentException when the name or value cannot stand in a header section
    void set(Scope scope, String name, PropertyValue value) {
        Optional<PropertyScope> kept = FlowScopes.kept(scope);
        if (kept.isPresent()) {
            set(new PropertyName(kept.get(), name), value);
        } else if (scope == Scope.TRANSPORT) {
            headers = headers.with(name, value.asText());
        } else {
            unstored.set(scope, name, value);
        }
    }

    void remove(Scope scope, String name) {
        Optional<PropertyScope> kept = FlowScopes.kept(scope);
        if (kept.isPresent()) {
            remove(new PropertyName(kept.get(), name));
        } else if (scope == Scope.TRANSPORT) {
            headers = headers.without(name);
        } else {
            unstored.remove(scope, name);
        }
    }
}
