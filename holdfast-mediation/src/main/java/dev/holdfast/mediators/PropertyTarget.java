// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.expression.Scope;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.PropertyValues;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.settings.NearestName;
import dev.holdfast.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/// A property of the scope default or a variable, as the place of something that was in a message.
///
/// @param kind which of the two
/// @param name of it
record PropertyTarget(Kind kind, String name) {

    private static final List<String> OF_CALL = List.of("body", "property", "variable");

    /// What the place is.
    enum Kind {
        PROPERTY,
        VARIABLE
    }

    /// Reads the `target` of a call; empty for the body.
    static Optional<PropertyTarget> readOfCall(XmlElement element, FlowReading reading) {
        reading.knows(element, "type");
        String type = element.attribute("type").orElse("body");
        String name = element.text().strip();
        if (type.equals("body")) {
            return Optional.empty();
        }
        if (!OF_CALL.contains(type)) {
            reading.error(
                    element,
                    "type is '" + type + "'; expected one of " + String.join(", ", OF_CALL)
                            + NearestName.hint(type, OF_CALL));
            return Optional.empty();
        }
        if (name.isEmpty()) {
            reading.error(element, "<target> of type " + type + " holds nothing; it names the " + type);
        }
        return Optional.of(new PropertyTarget(type.equals("property") ? Kind.PROPERTY : Kind.VARIABLE, name));
    }

    /// What is there.
    Value value(Exchange exchange) {
        Optional<PropertyValue> found = switch (kind) {
            case PROPERTY -> exchange.property(Scope.DEFAULT, name);
            case VARIABLE -> exchange.variable(name);
        };
        return found.map(Value::of).orElseGet(Value.Missing::new);
    }

    /// Puts a value there: elements as XML, JSON as JSON. Nothing removes what is there.
    void set(Exchange exchange, Value value) {
        Optional<PropertyValue> kept = kept(value);
        switch (kind) {
            case PROPERTY ->
                kept.ifPresentOrElse(found -> exchange.set(Scope.DEFAULT, name, found), () -> remove(exchange));
            case VARIABLE -> kept.ifPresentOrElse(found -> exchange.setVariable(name, found), () -> remove(exchange));
        }
    }

    /// Takes away what is there.
    void remove(Exchange exchange) {
        switch (kind) {
            case PROPERTY -> exchange.remove(Scope.DEFAULT, name);
            case VARIABLE -> exchange.removeVariable(name);
        }
    }

    private static Optional<PropertyValue> kept(Value value) {
        return value instanceof Value.Nodes(var nodes) && nodes.stream().allMatch(Element.class::isInstance)
                ? Optional.of(new PropertyValue.Xml(PropertyValues.xml(nodes)))
                : PropertyValues.of(value);
    }
}
