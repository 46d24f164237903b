// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.AttributeValue;
import dev.holdfast.expression.View;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.reading.Reading;
import dev.holdfast.xml.XmlElement;
import java.math.BigDecimal;
import java.util.Optional;

/// A number of messages: written down, or an expression in braces.
///
/// @param attribute that says it
/// @param value as it is written; empty for no word
record Count(String attribute, Optional<AttributeValue> value) {

    /// No word.
    static Count none() {
        return new Count("", Optional.empty());
    }

    /// Reads an attribute. What is below 1 is no word.
    static Count read(XmlElement element, String attribute, Reading reading) {
        Optional<AttributeValue> value = element.attribute(attribute)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> reading.value(element, text));
        if (value.isPresent()
                && value.get() instanceof AttributeValue.Literal(String text)
                && number(text).isEmpty()) {
            reading.error(element, wrong(attribute, text));
            return none();
        }
        return new Count(attribute, value);
    }

    /// What it is for a message; 0 for no word.
    ///
    /// @throws MediationException when it is no number
    int of(View view) {
        return value.map(written -> written.of(view))
                .map(text -> number(text)
                        .orElseThrow(() -> new MediationException(ErrorCodes.GENERIC, wrong(attribute, text))))
                .map(number -> Math.max(number, 0))
                .orElse(0);
    }

    private static Optional<Integer> number(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip()).intValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String wrong(String attribute, String text) {
        return "attribute " + attribute + " is '" + text + "'; expected a whole number, or {expression}";
    }
}
