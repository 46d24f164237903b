// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.expression.BoundedPattern;
import dev.holdfast.reading.Reading;
import dev.holdfast.xml.XmlElement;
import java.util.regex.PatternSyntaxException;

/// A regular expression that must fit the whole of a text; one that searches too long is a failure.
///
/// @param pattern as compiled
record FullMatch(BoundedPattern pattern) {

    private static final BoundedPattern NOTHING = BoundedPattern.compile("");

    /// Reads one from an attribute that must be there.
    static FullMatch read(XmlElement element, String attribute, Reading reading) {
        if (element.attribute(attribute).isEmpty()) {
            reading.error(element, "attribute " + attribute + " is missing; <" + element.localName() + "> needs it");
        }
        return of("attribute " + attribute, element.attribute(attribute).orElse(""), element, reading);
    }

    /// Reads one that stands somewhere in an element.
    ///
    /// @param what it is, for an error
    static FullMatch of(String what, String regex, XmlElement element, Reading reading) {
        try {
            return new FullMatch(BoundedPattern.compile(regex));
        } catch (PatternSyntaxException e) {
            reading.error(element, what + " is no regular expression: " + e.getDescription());
            return new FullMatch(NOTHING);
        }
    }

    /// @throws dev.holdfast.expression.EvaluationException when it takes too long to find out
    boolean fits(String text) {
        return pattern.matches(text);
    }
}
