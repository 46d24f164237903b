// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.expression.AttributeValue;
import dev.holdfast.reading.Reading;
import dev.holdfast.xml.XmlElement;

/// Texts in endpoints that may be expressions: `{...}` or `${...}`.
final class Texts {

    private Texts() {}

    static boolean isExpression(String text) {
        boolean placeholder = text.startsWith("${configs.");
        return (text.startsWith("{") || text.startsWith("${")) && !placeholder && text.endsWith("}");
    }

    /// The text, its placeholders filled in, or the expression.
    static AttributeValue value(XmlElement at, String text, Reading reading) {
        String resolved = reading.resolve(at, text.strip());
        return isExpression(resolved) ? reading.value(at, resolved) : new AttributeValue.Literal(resolved);
    }
}
