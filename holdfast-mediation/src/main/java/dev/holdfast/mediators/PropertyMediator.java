// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.expression.AttributeValue;
import dev.holdfast.expression.BoundedPattern;
import dev.holdfast.expression.Scope;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.mediation.PropertyValues;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.reading.Syntax;
import dev.holdfast.settings.NearestName;
import dev.holdfast.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.PatternSyntaxException;

/// `<property name= (value=|expression=|XML inside) [type=] [scope=] [action=set|remove] [pattern= group=]/>`.
///
/// @param name of the property
/// @param scope where it is set
/// @param assignment what it is set to; empty to remove it
record PropertyMediator(AttributeValue name, Scope scope, Optional<Assignment> assignment) implements Mediator {

    private static final Syntax SYNTAX = Syntax.of("property", "Sets or removes a property of the message.")
            .required("name", "text or {expression}")
            .optional("value", "", "what it is set to")
            .optional("expression", "", "what it is set to; one that finds nothing sets nothing")
            .optional(
                    "scope",
                    "default",
                    "default, axis2, axis2-client, transport, operation, system; registry: name is the key of a resource that"
                            + " is written, or KEY@PROPERTY; trace has no effect")
            .optional("type", "STRING", "STRING, BOOLEAN, INTEGER, LONG, SHORT, FLOAT, DOUBLE, OM, JSON")
            .optional("action", "set", "set, or remove")
            .optional("pattern", "", "a regular expression that must match the whole value")
            .optional("group", "0", "the group of the pattern that is kept")
            .holding(Syntax.Contents.ANYTHING)
            .differs("A store keeps properties of all types. Upstream keeps strings only.");

    static final MediatorReader READER = new ElementReader(SYNTAX, PropertyMediator::read);

    private static final Set<Scope> WRITABLE = Set.of(
            Scope.DEFAULT,
            Scope.AXIS2,
            Scope.AXIS2_CLIENT,
            Scope.TRANSPORT,
            Scope.OPERATION,
            Scope.REGISTRY,
            Scope.SYSTEM,
            Scope.TRACE);

    /// What a property is set to.
    ///
    /// @param source the value
    /// @param type into which it is converted
    /// @param part what is taken of it
    record Assignment(TextSource source, PropertyType type, Optional<Part> part) {}

    /// A part of a value: when the whole value matches, a group of it.
    record Part(BoundedPattern pattern, int group) {

        Value of(Value value) {
            Optional<MatchResult> match = pattern.match(PropertyValues.text(value));
            if (match.isEmpty()) {
                return value;
            }
            String found = group <= match.get().groupCount() ? match.get().group(group) : "";
            return new Value.Text(found == null ? "" : found);
        }
    }

    static Mediator read(XmlElement element, FlowReading reading) {
        AttributeValue name = reading.value(element, reading.required(element, "name"));
        String action = element.attribute("action").orElse("set");
        if (!action.equals("set") && !action.equals("remove")) {
            reading.error(element, "action is '" + action + "'; expected set or remove");
        }
        Optional<Assignment> assignment = action.equals("remove")
                ? Optional.empty()
                : Optional.of(new Assignment(
                        TextSource.readWithXml(element, reading), type(element, reading), part(element, reading)));
        assignment.ifPresent(found -> checkType(element, found, reading));
        Scope scope = scope(element, reading);
        if (scope == Scope.REGISTRY && assignment.isEmpty()) {
            reading.unsupported(element, "removing from the registry");
        }
        return new PropertyMediator(name, scope, assignment);
    }

    @Override
    public Flow mediate(Exchange exchange) {
        String key = name.of(exchange);
        if (assignment.isEmpty()) {
            remove(exchange, key);
            return Flow.CONTINUE;
        }
        Value value = assignment.get().source.of(exchange);
        if (value.isMissing() && scope != Scope.TRANSPORT) {
            return Flow.CONTINUE;
        }
        Optional<Part> part = assignment.get().part;
        Value taken = part.isPresent() ? part.get().of(value) : value;
        set(exchange, key, assignment.get().type.of(taken, "property " + key));
        return Flow.CONTINUE;
    }

    private void set(Exchange exchange, String key, PropertyValue value) {
        if (scope == Scope.SYSTEM) {
            System.setProperty(key, value.asText());
            return;
        }
        if (scope == Scope.REGISTRY) {
            exchange.services().catalogue().write(key, value.asText());
            return;
        }
        exchange.set(scope, key, value);
        if (scope == Scope.AXIS2 && key.equals("messageType")) {
            exchange.set(Scope.AXIS2, "ContentType", value);
            exchange.set(Scope.TRANSPORT, "Content-Type", value);
        }
        if (scope == Scope.DEFAULT && key.equals("RESPONSE") && value.isTrue()) {
            exchange.markResponse();
        }
    }

    private void remove(Exchange exchange, String key) {
        if (scope == Scope.SYSTEM) {
            System.clearProperty(key);
        } else if (scope == Scope.AXIS2 && key.equals("TRANSPORT_HEADERS")) {
            exchange.removeHeaders();
        } else {
            exchange.remove(scope, key);
        }
    }

    private static PropertyType type(XmlElement element, FlowReading reading) {
        PropertyType without = element.children().isEmpty() ? PropertyType.STRING : PropertyType.OM;
        return PropertyType.read(element, PropertyType.names(), without, reading);
    }

    /// A value that never changes is known to fit, or not, before a message comes.
    private static void checkType(XmlElement element, Assignment assignment, FlowReading reading) {
        if (assignment.source instanceof TextSource.Fixed(Value value) && assignment.part.isEmpty()) {
            try {
                assignment.type.of(value, element.attribute("name").orElse(""));
            } catch (MediationException e) {
                reading.error(element, "value is '" + value.asText() + "', which is no " + assignment.type);
            }
        }
    }

    private static Scope scope(XmlElement element, FlowReading reading) {
        String text = element.attribute("scope").orElse("default");
        if (text.equals("analytics")) {
            return Scope.TRACE;
        }
        Optional<Scope> scope = Scope.parse(text).filter(WRITABLE::contains);
        if (scope.isEmpty()) {
            List<String> names = WRITABLE.stream().map(Scope::text).sorted().toList();
            reading.error(
                    element,
                    "scope is '" + text + "'; properties can be set in " + String.join(", ", names)
                            + NearestName.hint(text, names));
        }
        return scope.orElse(Scope.DEFAULT);
    }

    private static Optional<Part> part(XmlElement element, FlowReading reading) {
        Optional<String> pattern = element.attribute("pattern");
        if (pattern.isEmpty()) {
            return Optional.empty();
        }
        try {
            int group = Integer.parseInt(element.attribute("group").orElse("0").strip());
            if (group >= 0) {
                return Optional.of(new Part(BoundedPattern.compile(pattern.get()), group));
            }
            reading.error(element, "group is " + group + "; expected 0 or more");
        } catch (PatternSyntaxException e) {
            reading.error(element, "pattern is no regular expression: " + e.getDescription());
        } catch (NumberFormatException e) {
            reading.error(element, "group is no whole number");
        }
        return Optional.empty();
    }
}
