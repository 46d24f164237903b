// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import dev.holdfast.content.Envelope;
import dev.holdfast.content.Json;
import dev.holdfast.content.JsonSyntaxException;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.xml.XmlSyntaxException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What properties and variables are in expressions.
final class Values {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Values() {}

    /// As XPath sees it: XML is nodes, JSON is JSON, numbers are text, so that they keep their form.
    static Value of(PropertyValue value) {
        return switch (value) {
            case PropertyValue.Bool(boolean bool) -> new Value.Bool(bool);
            case PropertyValue.Xml(String xml) -> xml(xml);
            case PropertyValue.Json(String json) -> json(json);
            case PropertyValue.Text _,
                    PropertyValue.Int _,
                    PropertyValue.LongInt _,
                    PropertyValue.ShortInt _,
                    PropertyValue.SinglePrecision _,
                    PropertyValue.DoublePrecision _ -> new Value.Text(value.asText());
        };
    }

    /// As Synapse expressions see it: XML is nodes, anything else JSON of the same type.
    static Value typed(PropertyValue value) {
        return switch (value) {
            case PropertyValue.Int(int number) -> new Value.Json(NODES.numberNode(number));
            case PropertyValue.LongInt(long number) -> new Value.Json(NODES.numberNode(number));
            case PropertyValue.ShortInt(short number) -> new Value.Json(NODES.numberNode((int) number));
            case PropertyValue.SinglePrecision _, PropertyValue.DoublePrecision _ -> decimal(value.asText());
            case PropertyValue.Text _, PropertyValue.Bool _, PropertyValue.Json _, PropertyValue.Xml _ -> {
                Value plain = of(value);
                yield plain instanceof Value.Nodes ? plain : new Value.Json(plain.asJson());
            }
        };
    }

    /// The JSON that a value holds: text that is no JSON is a string.
    static JsonNode parsed(Value value) {
        if (value instanceof Value.Text(String text)) {
            return json(text).asJson();
        }
        return value instanceof Value.Json(JsonNode node) && node.isString()
                ? json(node.stringValue()).asJson()
                : value.asJson();
    }

    private static Value decimal(String text) {
        double number = Double.parseDouble(text);
        return Double.isNaN(number) || Double.isInfinite(number)
                ? new Value.Json(NODES.stringNode(text))
                : new Value.Json(NODES.numberNode(new BigDecimal(text)));
    }

    private static Value json(String text) {
        try {
            return new Value.Json(Json.read(text));
        } catch (JsonSyntaxException e) {
            return new Value.Text(text);
        }
    }

    /// A property may hold several elements, one after the other.
    private static Value xml(String text) {
        try {
            return new Value.Nodes(List.of(Envelope.parseElement(text)));
        } catch (XmlSyntaxException one) {
            try {
                Element all = Envelope.parseElement("<all>" + text + "</all>");
                List<Node> elements = new ArrayList<>();
                for (Node child = all.getFirstChild(); child != null; child = child.getNextSibling()) {
                    if (child instanceof Element) {
                        elements.add(child);
                    }
                }
                return elements.isEmpty() ? new Value.Text(text) : new Value.Nodes(elements);
            } catch (XmlSyntaxException several) {
                return new Value.Text(text);
            }
        }
    }
}
