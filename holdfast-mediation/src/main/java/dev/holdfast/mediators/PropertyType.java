// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.content.Body;
import dev.holdfast.content.Envelope;
import dev.holdfast.content.Json;
import dev.holdfast.content.JsonSyntaxException;
import dev.holdfast.content.UnreadableBodyException;
import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.Fault;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.mediation.PropertyValues;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.reading.Reading;
import dev.holdfast.settings.NearestName;
import dev.holdfast.xml.XmlElement;
import dev.holdfast.xml.XmlSyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The types of properties.
enum PropertyType {
    STRING,
    BOOLEAN,
    INTEGER,
    LONG,
    SHORT,
    FLOAT,
    DOUBLE,
    OM,
    JSON;

    static Optional<PropertyType> parse(String text) {
        return Arrays.stream(values())
                .filter(type -> type.name().equalsIgnoreCase(text))
                .findFirst();
    }

    /// The type of that name in any case, if it is among the given ones; else, reported, STRING.
    static PropertyType read(XmlElement element, List<String> names, PropertyType without, Reading reading) {
        Optional<String> text = element.attribute("type").map(String::strip).filter(type -> !type.isEmpty());
        if (text.isEmpty()) {
            return without;
        }
        String name = text.get().toUpperCase(Locale.ROOT);
        if (!names.contains(name)) {
            reading.error(
                    element,
                    "type is '" + text.get() + "'; expected one of " + String.join(", ", names)
                            + NearestName.hint(name, names));
            return STRING;
        }
        return parse(name.equals("XML") ? OM.name() : name).orElse(STRING);
    }

    static List<String> names() {
        return Arrays.stream(values()).map(PropertyType::name).toList();
    }

    /// The value in this type.
    ///
    /// @throws MediationException when it is not of this type
    PropertyValue of(Value value, String name) {
        try {
            return convert(value);
        } catch (NumberFormatException | XmlSyntaxException | JsonSyntaxException | UnreadableBodyException e) {
            throw new MediationException(
                    ErrorCodes.GENERIC, "the value of " + name + " is no " + this, Fault.Kind.OTHER, e);
        }
    }

    private PropertyValue convert(Value value) {
        String text = PropertyValues.text(value);
        return switch (this) {
            case STRING -> PropertyValue.of(text);
            case BOOLEAN -> PropertyValue.of(Boolean.parseBoolean(text.strip()));
            case INTEGER -> PropertyValue.of(Integer.parseInt(text.strip()));
            case LONG -> new PropertyValue.LongInt(Long.parseLong(text.strip()));
            case SHORT -> new PropertyValue.ShortInt(Short.parseShort(text.strip()));
            case FLOAT -> new PropertyValue.SinglePrecision(Float.parseFloat(text.strip()));
            case DOUBLE -> new PropertyValue.DoublePrecision(Double.parseDouble(text.strip()));
            case OM -> new PropertyValue.Xml(xml(value));
            case JSON -> new PropertyValue.Json(json(value));
        };
    }

    private static String xml(Value value) {
        return switch (value) {
            case Value.Nodes(var nodes) -> PropertyValues.xml(nodes);
            case Value.Json(JsonNode node)
            when !node.isString() ->
                Body.of(node).payload().map(Envelope::toXml).orElse("");
            default -> {
                Envelope.parseElement("<all>" + value.asText() + "</all>");
                yield value.asText();
            }
        };
    }

    private static String json(Value value) {
        return switch (value) {
            case Value.Text(String text) -> Json.write(Json.read(text));
            case Value.Json(JsonNode node) when node.isString() -> asWritten(node.stringValue(), node);
            default -> Json.write(value.asJson());
        };
    }

    /// A string that holds JSON is that JSON.
    private static String asWritten(String text, JsonNode string) {
        try {
            return Json.write(Json.read(text));
        } catch (JsonSyntaxException e) {
            return Json.write(string);
        }
    }
}
