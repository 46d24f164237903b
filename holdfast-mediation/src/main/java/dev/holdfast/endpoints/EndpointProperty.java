// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.expression.AttributeValue;
import dev.holdfast.expression.Scope;
import dev.holdfast.expression.Value;
import dev.holdfast.expression.View;
import dev.holdfast.message.Message;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.reading.Reading;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;
import java.util.Optional;

/// `<property name (value|expression) [scope]/>` in an endpoint: set on the message before it is sent there. Only
/// that send sees it.
///
/// @param name of the property or header field
/// @param scope default, axis2 or transport
/// @param value evaluated for each message; nothing found sets nothing
public record EndpointProperty(String name, Scope scope, AttributeValue value) {

    static final Syntax SYNTAX = Syntax.of(
                    "property", "In an endpoint: a property that is set on the message before it is sent there.")
            .required("name", "of the property, or of the header field")
            .optional("value", "", "its value; this or expression")
            .optional("expression", "", "finds its value in the message; nothing found sets nothing")
            .optional("scope", "default", "default, axis2 or transport")
            .inert("type", "action")
            .differs("Only the send to this endpoint sees it. Upstream leaves it on the message.");

    static Optional<EndpointProperty> read(XmlElement element, Reading reading) {
        reading.follows(element, SYNTAX);
        String name = reading.required(element, "name").strip();
        Scope scope = scope(element, reading);
        Optional<AttributeValue> value = element.attribute("value")
                .<AttributeValue>map(text -> new AttributeValue.Literal(reading.resolve(element, text)))
                .or(() -> reading.expression(element, "expression").map(AttributeValue.Dynamic::new));
        if (value.isEmpty() && element.attribute("expression").isEmpty()) {
            reading.error(element, "a property of an endpoint needs value or expression");
        }
        return name.isEmpty() ? Optional.empty() : value.map(found -> new EndpointProperty(name, scope, found));
    }

    private static Scope scope(XmlElement element, Reading reading) {
        String text = element.attribute("scope").map(String::strip).orElse("default");
        Optional<Scope> scope = Scope.parse(text)
                .filter(found -> found == Scope.DEFAULT || found == Scope.AXIS2 || found == Scope.TRANSPORT);
        if (scope.isEmpty()) {
            reading.error(
                    element, "scope is '" + text + "'; a property of an endpoint has default, axis2 or transport");
        }
        return scope.orElse(Scope.DEFAULT);
    }

    /// The message with it.
    ///
    /// @throws IllegalArgumentException when a header field cannot have the value
    Message on(Message message, View view) {
        Optional<String> text = Optional.of(value.value(view))
                .filter(found -> !found.isMissing())
                .map(Value::asText);
        return text.map(found -> set(message, found)).orElse(message);
    }

    private Message set(Message message, String text) {
        if (scope == Scope.TRANSPORT) {
            return message.withHeaders(message.headers().with(name, text));
        }
        PropertyName property = scope == Scope.AXIS2 ? PropertyName.axis2(name) : PropertyName.of(name);
        return message.withProperties(message.properties().with(property, PropertyValue.of(text)));
    }
}
