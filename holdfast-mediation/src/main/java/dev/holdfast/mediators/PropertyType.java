// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.content.Envelope;
import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.Fault;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.message.PropertyValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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

    static List<String> names() {
        return Arrays.stream(values()).map(PropertyType::name).toList();
    }

    /// The value in this type.
    ///
    /// @throws MediationException when it is not of this type
    PropertyValue of(Value value, String name) {
        try {
            return convert(value);
        } catch (NumberFormatException e) {
            throw new MediationException(
                    ErrorCodes.GENERIC, "the value of property " + name + " is no " + this, Fault.Kind.OTHER, e);
        }
    }

    private PropertyValue convert(Value value) {
        String text = value.asText();
        return switch (this) {
            case STRING -> PropertyValue.of(text);
            case BOOLEAN -> PropertyValue.of(Boolean.parseBoolean(text.strip()));
            case INTEGER -> PropertyValue.of(Integer.parseInt(text.strip()));
            case LONG -> new PropertyValue.LongInt(Long.parseLong(text.strip()));
            case SHORT -> new PropertyValue.ShortInt(Short.parseShort(text.strip()));
            case FLOAT -> new PropertyValue.SinglePrecision(Float.parseFloat(text.strip()));
            case DOUBLE -> new PropertyValue.DoublePrecision(Double.parseDouble(text.strip()));
            case OM -> new PropertyValue.Xml(xml(value));
            case JSON -> new PropertyValue.Json(text);
        };
    }

    private static String xml(Value value) {
        return value instanceof Value.Nodes(var nodes)
                ? nodes.stream().map(Envelope::toXml).collect(Collectors.joining())
                : value.asText();
    }
}
