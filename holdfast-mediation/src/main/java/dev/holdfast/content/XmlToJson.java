// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.ProcessingInstruction;
import org.w3c.dom.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes JSON of elements: what [JsonToXml] made comes back, and other XML becomes objects. Names lose their
/// namespaces. For one use.
final class XmlToJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /// Without an exponent: what looks like one is more often a code, and it would come back in another form.
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");

    private final ConversionLimit limit = new ConversionLimit();

    private XmlToJson() {}

    /// The element as JSON: its content when it stands for an object or array, else an object with its name.
    ///
    /// @throws UnreadableBodyException when it would be too large
    static JsonNode convert(Element element) {
        XmlToJson conversion = new XmlToJson();
        if (isNamed(element, JsonToXml.ARRAY)) {
            return conversion.array(element);
        }
        JsonNode value = conversion.value(element);
        if (isNamed(element, JsonToXml.OBJECT)) {
            return value.isNull() ? NODES.objectNode() : value;
        }
        return NODES.objectNode().set(name(element), value);
    }

    private JsonNode value(Element element) {
        limit.value();
        Inside inside = Inside.of(element);
        if (inside.isArray()) {
            return array(inside.children().getFirst());
        }
        if (inside.isEmptyObject()) {
            return NODES.objectNode();
        }
        if (inside.attributes().isEmpty()
                && inside.children().isEmpty()
                && inside.multiple().isEmpty()) {
            return inside.text().isEmpty() ? NODES.nullNode() : primitive(inside.text());
        }
        return object(element, inside);
    }

    private ObjectNode object(Element element, Inside inside) {
        ObjectNode object = NODES.objectNode();
        inside.attributes().forEach(attribute -> attribute(object, attribute));
        if (!inside.text().isEmpty()) {
            object.set(JsonToXml.TEXT, primitive(inside.text()));
        }
        members(element, inside.multiple()).forEach((name, values) -> {
            boolean single = values.size() == 1 && !inside.multiple().contains(name);
            object.set(name, single ? value(values.getFirst()) : list(values));
        });
        return object;
    }

    /// The child elements by name, in the order in which the names, or instructions for them, come first.
    private static Map<String, List<Element>> members(Element element, Set<String> multiple) {
        Map<String, List<Element>> members = new LinkedHashMap<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                members.computeIfAbsent(name(child), key -> new ArrayList<>()).add(child);
            } else if (node instanceof ProcessingInstruction instruction && isMultiple(instruction)) {
                String name = JsonNames.toJson(instruction.getData().strip());
                if (multiple.contains(name)) {
                    members.computeIfAbsent(name, key -> new ArrayList<>());
                }
            }
        }
        return members;
    }

    private ArrayNode array(Element element) {
        return list(Inside.of(element).children());
    }

    private ArrayNode list(List<Element> elements) {
        ArrayNode array = NODES.arrayNode(elements.size());
        elements.forEach(element -> array.add(value(element)));
        return array;
    }

    private void attribute(ObjectNode object, Attr attribute) {
        limit.value();
        String name = "@" + attribute.getLocalName();
        object.put(object.has(name) ? "@" + attribute.getName() : name, attribute.getValue());
    }

    private static JsonNode primitive(String text) {
        if (text.equals("true") || text.equals("false")) {
            return NODES.booleanNode(text.equals("true"));
        }
        if (text.length() <= Json.MAX_NUMBER_LENGTH && NUMBER.matcher(text).matches()) {
            BigDecimal number = new BigDecimal(text);
            JsonNode node = number.scale() == 0 ? NODES.numberNode(number.toBigInteger()) : NODES.numberNode(number);
            if (Json.write(node).equals(text)) {
                return node;
            }
        }
        return NODES.stringNode(text);
    }

    private static String name(Element element) {
        return JsonNames.toJson(element.getLocalName());
    }

    private static boolean isNamed(Element element, String name) {
        return name.equals(element.getLocalName());
    }

    private static boolean isMultiple(ProcessingInstruction instruction) {
        return instruction.getTarget().equals(JsonToXml.MULTIPLE);
    }

    /// What stands in an element.
    ///
    /// @param attributes without declarations of namespaces; those without a prefix first
    /// @param children elements
    /// @param text all of it; without what only indents elements
    /// @param multiple the names that instructions call arrays
    private record Inside(List<Attr> attributes, List<Element> children, String text, Set<String> multiple) {

        static Inside of(Element element) {
            List<Element> children = new ArrayList<>();
            Set<String> multiple = new HashSet<>();
            StringBuilder text = new StringBuilder();
            for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
                switch (node) {
                    case Element child -> children.add(child);
                    case Text part -> text.append(part.getData());
                    case ProcessingInstruction instruction
                    when isMultiple(instruction) ->
                        multiple.add(JsonNames.toJson(instruction.getData().strip()));
                    default -> {
                        // Comments and other instructions are no content.
                    }
                }
            }
            boolean indented = !children.isEmpty() || !multiple.isEmpty();
            String kept = indented && text.toString().isBlank() ? "" : text.toString();
            return new Inside(attributes(element.getAttributes()), children, kept, multiple);
        }

        private static List<Attr> attributes(NamedNodeMap all) {
            List<Attr> found = new ArrayList<>();
            for (int i = 0; i < all.getLength(); i++) {
                Attr attribute = (Attr) all.item(i);
                if (!XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI())) {
                    found.add(attribute);
                }
            }
            found.sort(Comparator.comparing(attribute -> attribute.getPrefix() != null));
            return found;
        }

        /// Whether it is an array as a value of an array.
        boolean isArray() {
            return isOnly(JsonToXml.ARRAY)
                    && of(children.getFirst()).children().stream().allMatch(child -> isNamed(child, JsonToXml.ELEMENT));
        }

        boolean isEmptyObject() {
            return isOnly(JsonToXml.EMPTY)
                    && JsonToXml.EMPTY_TEXT.equals(children.getFirst().getTextContent());
        }

        private boolean isOnly(String name) {
            return children.size() == 1 && text.isEmpty() && attributes.isEmpty() && isNamed(children.getFirst(), name);
        }
    }
}
