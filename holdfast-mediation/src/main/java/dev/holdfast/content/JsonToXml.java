// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import dev.holdfast.xml.SafeXml;
import java.util.Map;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

/// Makes elements of JSON: an object is `jsonObject` with an element for each of its names, an array is
/// `jsonArray` with a `jsonElement` for each of its values, and an array in an object repeats its element. For
/// one use.
final class JsonToXml {

    static final String OBJECT = "jsonObject";
    static final String ARRAY = "jsonArray";
    static final String ELEMENT = "jsonElement";
    static final String EMPTY = "jsonEmpty";
    static final String EMPTY_TEXT = "_JsonScanner_EMPTY_OBJECT";
    static final String MULTIPLE = "xml-multiple";
    static final String TEXT = "$";

    private final Document document = SafeXml.newDocument();
    private final ConversionLimit limit = new ConversionLimit();

    private JsonToXml() {}

    /// The root element; it stands in no document.
    ///
    /// @throws UnreadableBodyException when XML cannot carry it, or it would be too large
    static Element convert(JsonNode value) {
        JsonToXml conversion = new JsonToXml();
        return value.isArray() ? conversion.array(value, 0) : conversion.root(value);
    }

    private Element root(JsonNode value) {
        Element root = element(OBJECT);
        if (value.isObject()) {
            members(root, value, 1);
        } else {
            text(root, value);
        }
        return root;
    }

    private Element array(JsonNode array, int depth) {
        Element element = element(ARRAY);
        for (JsonNode value : array) {
            element.appendChild(named(ELEMENT, value, depth + 1));
        }
        return element;
    }

    private void members(Element parent, JsonNode object, int depth) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            member(parent, member.getKey(), member.getValue(), depth);
        }
    }

    private void member(Element parent, String name, JsonNode value, int depth) {
        if (value.isValueNode() && name.equals(TEXT)) {
            text(parent, value);
        } else if (value.isValueNode() && !value.isNull() && isAttribute(name)) {
            String text = limit.text(Json.text(value));
            parent.setAttributeNS(null, limit.name(name.substring(1)), text);
        } else if (value.isArray()) {
            repeated(parent, name, value, depth);
        } else {
            parent.appendChild(named(JsonNames.toXml(name), value, depth));
        }
    }

    /// Without the instruction an array of one value would come back as that value, and an empty one as nothing.
    private void repeated(Element parent, String name, JsonNode array, int depth) {
        String elementName = JsonNames.toXml(name);
        if (array.size() < 2) {
            limit.name(elementName);
            parent.appendChild(document.createProcessingInstruction(MULTIPLE, JsonNames.inInstruction(name)));
        }
        for (JsonNode value : array) {
            parent.appendChild(named(elementName, value, depth));
        }
    }

    private Element named(String elementName, JsonNode value, int depth) {
        limit.depth(depth);
        Element element = element(elementName);
        if (value.isArray()) {
            element.appendChild(array(value, depth + 1));
        } else if (!value.isObject()) {
            text(element, value);
        } else if (value.isEmpty()) {
            Element empty = element(EMPTY);
            empty.setTextContent(EMPTY_TEXT);
            element.appendChild(empty);
        } else {
            members(element, value, depth + 1);
        }
        return element;
    }

    private void text(Element element, JsonNode value) {
        if (!value.isNull()) {
            String text = limit.text(Json.text(value));
            if (!text.isEmpty()) {
                element.appendChild(document.createTextNode(text));
            }
        }
    }

    private Element element(String name) {
        return document.createElementNS(null, limit.element(name));
    }

    /// Names that XML keeps for itself are no attributes.
    private static boolean isAttribute(String name) {
        return name.length() > 1
                && name.charAt(0) == '@'
                && JsonNames.isPlain(name.substring(1))
                && !name.equals("@xmlns");
    }
}
