// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.Expression;
import dev.holdfast.expression.ExpressionSyntaxException;
import dev.holdfast.expression.JsonPaths;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.reading.Reading;
import dev.holdfast.xml.XmlElement;
import java.util.Optional;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

/// The attribute `attachPath`: where a part goes in a copy of the message that it was taken from.
///
/// @param text as it is written
/// @param xml finds the parent of an element; empty for the body, and for a path of JSON
/// @param json the place of a value; empty for the whole, and for a path of XML
record AttachPath(String text, Optional<Expression> xml, Optional<JsonPaths> json) {

    private static final String ATTRIBUTE = "attachPath";
    private static final String JSON = "json-eval(";

    static AttachPath read(XmlElement element, Reading reading) {
        String text = element.attribute(ATTRIBUTE).orElse(".").strip();
        if (text.equals(".")) {
            return new AttachPath(text, Optional.empty(), Optional.empty());
        }
        if (text.startsWith(JSON) && text.endsWith(")")) {
            return new AttachPath(text, Optional.empty(), path(element, text, reading));
        }
        return new AttachPath(text, reading.expression(element, ATTRIBUTE), Optional.empty());
    }

    /// Puts a copy of an element into the message, whose tree nobody else has.
    ///
    /// @throws MediationException when the path does not point at an element
    void attach(Exchange message, Element part) {
        Element body = message.body().envelope().body();
        Element parent = xml.map(path -> found(path, message)).orElse(body);
        boolean root = parent.equals(message.body().envelope().root());
        (root ? body : parent).appendChild(parent.getOwnerDocument().importNode(part, true));
    }

    /// A copy of the document with the value in the place.
    ///
    /// @throws dev.holdfast.expression.EvaluationException when the path points at nothing
    JsonNode replace(JsonNode document, JsonNode value) {
        return json.map(path -> path.replace(document, value)).orElse(value);
    }

    private Element found(Expression path, Exchange message) {
        if (path.evaluate(message) instanceof Value.Nodes nodes
                && nodes.nodes().getFirst() instanceof Element element) {
            return element;
        }
        throw new MediationException(ErrorCodes.GENERIC, "attachPath " + text + " does not point at an element");
    }

    private static Optional<JsonPaths> path(XmlElement element, String text, Reading reading) {
        try {
            return Optional.of(JsonPaths.compile(
                    text.substring(JSON.length(), text.length() - 1).strip()));
        } catch (ExpressionSyntaxException e) {
            reading.error(element, "attribute " + ATTRIBUTE + ": " + e.getMessage());
            return Optional.empty();
        }
    }
}
