// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.content.Body;
import dev.holdfast.content.Envelope;
import dev.holdfast.content.Format;
import dev.holdfast.content.Json;
import dev.holdfast.content.SoapVersion;
import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.xml.SafeXml;
import dev.holdfast.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// How many results become one value: a JSON array, or an XML element around them.
///
/// @param enclosing name of the element; empty for JSON
record Results(Optional<String> enclosing) {

    private static final String TYPE = "result-content-type";
    private static final String ENCLOSING = "result-enclosing-element";

    /// Reads the attributes; empty when one of them, reported, is wrong.
    static Optional<Results> read(XmlElement element, FlowReading reading) {
        String type = reading.required(element, TYPE).strip();
        Optional<String> enclosing =
                element.attribute(ENCLOSING).map(String::strip).filter(text -> !text.isEmpty());
        if (type.equalsIgnoreCase("JSON")) {
            return Optional.of(new Results(Optional.empty()));
        }
        if (!type.equalsIgnoreCase("XML")) {
            if (!type.isEmpty()) {
                reading.error(element, TYPE + " is '" + type + "'; expected JSON or XML");
            }
            return Optional.empty();
        }
        if (!enclosing.orElse("").matches("[\\p{L}_][\\p{L}\\p{N}._-]*")) {
            reading.error(
                    element,
                    ENCLOSING + " is '" + enclosing.orElse("") + "'; results in XML need the name of an element");
            return Optional.empty();
        }
        return Optional.of(new Results(enclosing));
    }

    /// All of a message.
    static Value whole(Body body) {
        return switch (body.format()) {
            case SOAP11, SOAP12, XML ->
                body.payload()
                        .<Value>map(element -> new Value.Nodes(List.of(element)))
                        .orElseGet(Value.Missing::new);
            default -> new Value.Json(body.json());
        };
    }

    /// The results as a property or variable.
    PropertyValue property(List<Value> values) {
        return enclosing.isPresent()
                ? new PropertyValue.Xml(Envelope.toXml(element(values, enclosing.get())))
                : new PropertyValue.Json(Json.write(array(values)));
    }

    /// The results as a body.
    Body body(List<Value> values) {
        return enclosing.isPresent()
                ? Body.of(Envelope.around(SoapVersion.SOAP11, element(values, enclosing.get())), Format.XML)
                : Body.of(array(values));
    }

    private static ArrayNode array(List<Value> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> array.add(value.asJson()));
        return array;
    }

    private static Element element(List<Value> values, String name) {
        Document document = SafeXml.newDocument();
        Element around = document.createElementNS(null, name);
        for (Value value : values) {
            nodes(value).forEach(node -> around.appendChild(document.importNode(node, true)));
        }
        return around;
    }

    private static List<Node> nodes(Value value) {
        return switch (value) {
            case Value.Nodes(List<Node> nodes) when nodes.stream().allMatch(Element.class::isInstance) -> nodes;
            case Value.Json(var json)
            when json.isContainer() -> List.of(Body.of(json).payload().orElseThrow());
            case Value.Missing() -> List.of();
            case Value other ->
                throw new MediationException(
                        ErrorCodes.GENERIC, "a result is to stand in XML, and is no XML element but a value");
        };
    }
}
