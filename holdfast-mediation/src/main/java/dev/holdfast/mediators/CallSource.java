// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.content.Body;
import dev.holdfast.content.Format;
import dev.holdfast.content.MediaType;
import dev.holdfast.expression.Expression;
import dev.holdfast.expression.Scope;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.settings.NearestName;
import dev.holdfast.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/// `<source type=body|property|custom|inline [contentType=]>` of a call: what is sent in place of the message's body.
///
/// @param origin where it comes from
/// @param contentType under which media type it is sent; without: that of what it is
record CallSource(Origin origin, Optional<String> contentType) {

    private static final List<String> TYPES = List.of("body", "property", "custom", "inline");

    /// Where a body comes from.
    sealed interface Origin {

        /// The message itself.
        record OfMessage() implements Origin {}

        /// A property.
        record OfProperty(String name) implements Origin {}

        /// An expression.
        record OfExpression(Expression expression) implements Origin {}

        /// The artifact.
        record Inline(Value value) implements Origin {}
    }

    /// Reads the element.
    static CallSource read(XmlElement element, FlowReading reading) {
        reading.knows(element, "type", "contentType");
        String type = element.attribute("type").orElse("body");
        Optional<String> contentType = element.attribute("contentType").filter(text -> !text.isBlank());
        return new CallSource(origin(element, type, reading), contentType);
    }

    /// The body to send, when the message has this one.
    Body body(Exchange exchange) {
        Body current = exchange.body();
        Body found = switch (origin) {
            case Origin.OfMessage() -> current;
            case Origin.OfProperty(String name) ->
                Payloads.replaced(
                        current,
                        exchange.property(Scope.DEFAULT, name).map(Value::of).orElseGet(Value.Missing::new));
            case Origin.OfExpression(Expression expression) ->
                Payloads.replaced(current, expression.evaluate(exchange));
            case Origin.Inline(Value value) -> Payloads.replaced(current, value);
        };
        return contentType.map(type -> typed(found, type)).orElse(found);
    }

    /// Written in the format that the media type stands for.
    private static Body typed(Body body, String type) {
        Format wanted = Format.of(MediaType.parse(type));
        return Body.received(body.as(wanted, "").withType(type), false);
    }

    private static Origin origin(XmlElement element, String type, FlowReading reading) {
        String text = element.text().strip();
        boolean empty = text.isEmpty() && element.children().isEmpty();
        if (empty && !type.equals("body")) {
            reading.error(element, "<source> of type " + type + " holds nothing; it names the " + type);
        }
        return switch (type) {
            case "body" -> new Origin.OfMessage();
            case "property" -> new Origin.OfProperty(text);
            case "custom" ->
                reading.expressionOf(element, unwrapped(text))
                        .<Origin>map(Origin.OfExpression::new)
                        .orElseGet(Origin.OfMessage::new);
            case "inline" -> new Origin.Inline(InlineValue.read(element));
            default -> {
                reading.error(
                        element,
                        "type is '" + type + "'; expected one of " + String.join(", ", TYPES)
                                + NearestName.hint(type, TYPES));
                yield new Origin.OfMessage();
            }
        };
    }

    private static String unwrapped(String text) {
        return text.startsWith("{") && text.endsWith("}") ? text.substring(1, text.length() - 1) : text;
    }
}
