// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.Expression;
import dev.holdfast.expression.Scope;
import dev.holdfast.expression.View;
import dev.holdfast.message.PropertyScope;
import dev.holdfast.message.PropertyValue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The properties of a flow that no store keeps, and how deep it is in sequences and templates. Those of the scope
/// operation are shared by all copies of the
/// message; the others belong to one thread.
final class FlowScopes {

    private static final int DEEPEST = 100;

    private final Map<String, PropertyValue> operation;
    private final Map<Class<?>, Object> attachments;
    private final Map<Scope, Map<String, PropertyValue>> own = new EnumMap<>(Scope.class);
    private final Deque<TemplateArguments> templates;
    private int depth;

    FlowScopes() {
        operation = new ConcurrentHashMap<>();
        attachments = new ConcurrentHashMap<>();
        templates = new ArrayDeque<>();
    }

    private FlowScopes(FlowScopes parent) {
        operation = parent.operation;
        attachments = parent.attachments;
        depth = parent.depth;
        templates = new ArrayDeque<>(parent.templates);
        parent.own.forEach((scope, values) -> own.put(scope, new HashMap<>(values)));
    }

    /// Those of a copy of the message.
    FlowScopes copy() {
        return new FlowScopes(this);
    }

    /// The scope in which a store keeps it; empty for those that are lost then.
    static Optional<PropertyScope> kept(Scope scope) {
        return switch (scope) {
            case DEFAULT -> Optional.of(PropertyScope.DEFAULT);
            case AXIS2 -> Optional.of(PropertyScope.AXIS2);
            default -> Optional.empty();
        };
    }

    /// Keeps something for a later mediator of the flow or of a branch, in place of another of its type.
    <T> void attach(Class<T> type, T value) {
        attachments.put(type, value);
    }

    <T> Optional<T> attached(Class<T> type) {
        return Optional.ofNullable(attachments.get(type)).map(type::cast);
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
    void enterTemplate(TemplateArguments arguments) {
        templates.push(arguments);
    }

    /// A parameter of the template in which the flow is. What is evaluated late sees the parameters of the caller,
    /// and so cannot ask for itself.
    Optional<PropertyValue> parameter(String name, View view) {
        TemplateArguments arguments = templates.peek();
        if (arguments == null) {
            return Optional.empty();
        }
        Expression late = arguments.late().get(name);
        if (late == null) {
            return Optional.ofNullable(arguments.values().get(name));
        }
        templates.pop();
        try {
            return PropertyValues.of(late.evaluate(view));
        } finally {
            templates.push(arguments);
        }
    }

    /// In how many templates the flow is.
    int templates() {
        return templates.size();
    }

    /// In how many named sequences and templates the flow is.
    int depth() {
        return depth;
    }

    /// The flow enters a named sequence or a template.
    ///
    /// @throws MediationException when they call each other without end
    void enter(String name) {
        if (++depth > DEEPEST) {
            throw new MediationException(
                    ErrorCodes.GENERIC, "sequences call each other " + DEEPEST + " deep, at '" + name + "'");
        }
    }

    /// The flow leaves what it has entered since it was there.
    void backTo(Place place) {
        depth = place.sequences();
        while (templates.size() > place.templates()) {
            templates.pop();
        }
    }

    private Map<String, PropertyValue> of(Scope scope) {
        if (scope == Scope.OPERATION) {
            return operation;
        }
        return own.getOrDefault(scope, Map.of());
    }
}
