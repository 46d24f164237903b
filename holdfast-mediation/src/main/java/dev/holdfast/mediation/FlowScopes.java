// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.expression.Scope;
import dev.holdfast.message.PropertyValue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The properties of a flow that no store keeps. Those of the scope operation are shared by all copies of the
/// message; the others belong to one thread.
final class FlowScopes {

    private final Map<String, PropertyValue> operation;
    private final Map<Scope, Map<String, PropertyValue>> own = new EnumMap<>(Scope.class);
    private final Deque<Map<String, PropertyValue>> templates;

    FlowScopes() {
        operation = new ConcurrentHashMap<>();
        templates = new ArrayDeque<>();
    }

    private FlowScopes(FlowScopes parent) {
        operation = parent.operation;
        templates = new ArrayDeque<>(parent.templates);
        parent.own.forEach((scope, values) -> own.put(scope, new HashMap<>(values)));
    }

    /// Those of a copy of the message.
    FlowScopes copy() {
        return new FlowScopes(this);
    }

    Optional<PropertyValue> find(Scope scope, String name) {
        return Optional.ofNullable(of(scope).get(name));
    }

    void set(Scope scope, String name, PropertyValue value) {
        if (scope == Scope.OPERATION) {
            operation.put(name, value);
        } else {
            own.computeIfAbsent(scope, key -> new HashMap<>()).put(name, value);
        }
    }

    void remove(Scope scope, String name) {
        if (scope == Scope.OPERATION) {
            operation.remove(name);
        } else {
            own.getOrDefault(scope, new HashMap<>()).remove(name);
        }
    }

    /// The parameters of a template that is entered.
    void enterTemplate(Map<String, PropertyValue> parameters) {
        templates.push(Map.copyOf(parameters));
    }

    void leaveTemplate() {
        templates.pop();
    }

    private Map<String, PropertyValue> of(Scope scope) {
        if (scope == Scope.OPERATION) {
            return operation;
        }
        if (scope == Scope.FUNC) {
            return templates.isEmpty() ? Map.of() : templates.getFirst();
        }
        return own.getOrDefault(scope, Map.of());
    }
}
