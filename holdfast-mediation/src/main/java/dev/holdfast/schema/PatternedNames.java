// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/// The elements and attributes whose texts a pattern of a schema may be matched with. The JDK needs a time for that
/// which grows with the square of the length of a text, so that one of a megabyte keeps it busy for hours; therefore
/// what may come is limited. Names of all namespaces count under their local names. Immutable.
final class PatternedNames {

    /// So large may be the sum of the squares of the lengths of all such texts.
    static final long MOST_WORK = 500_000_000;

    private static final String XSI_TYPE = "type";

    /// Types of XML Schema that have patterns of their own.
    private static final Set<String> BUILT_IN = Set.of("language");

    private final Set<String> types = new HashSet<>(BUILT_IN);
    private final Set<String> names = new HashSet<>();

    /// Looks at the declarations of all schemas until nothing new is found: a type of one may be made of a type of
    /// another.
    PatternedNames(List<Document> schemas) {
        List<Element> declarations = new ArrayList<>();
        for (Document schema : schemas) {
            for (String kind : List.of("simpleType", "complexType", "element", "attribute")) {
                declarations.addAll(inside(schema.getDocumentElement(), kind));
            }
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Element declaration : declarations) {
                String name = declaration.getAttribute("name");
                boolean type = declaration.getLocalName().endsWith("Type");
                Set<String> known = type ? types : names;
                if (!name.isEmpty() && !known.contains(name) && hasPattern(declaration)) {
                    known.add(name);
                    changed = true;
                }
            }
        }
    }

    /// Why an element is not handed to the compiled schema; nothing when it may be.
    Optional<String> refusal(Element root) {
        long work = 0;
        Node node = root;
        while (node != null) {
            if (node instanceof Element element) {
                work += workOf(element);
                if (work > MOST_WORK) {
                    return Optional.of(
                            "the texts that patterns of the schema are matched with are too long, at the latest"
                                    + " in element '" + element.getLocalName() + "'");
                }
            }
            node = next(node, root);
        }
        return Optional.empty();
    }

    private long workOf(Element element) {
        long work = 0;
        boolean retyped = element.hasAttributeNS(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, XSI_TYPE);
        if (retyped || names.contains(element.getLocalName())) {
            long length = 0;
            for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                    length += child.getNodeValue().length();
                }
            }
            work += square(length);
        }
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) element.getAttributes().item(i);
            if (retyped || names.contains(attribute.getLocalName())) {
                work += square(attribute.getValue().length());
            }
        }
        return work;
    }

    private static long square(long length) {
        return length * length;
    }

    private static @Nullable Node next(Node node, Node root) {
        if (node.getFirstChild() != null) {
            return node.getFirstChild();
        }
        Node current = node;
        while (current != null && !current.isSameNode(root) && current.getNextSibling() == null) {
            current = current.getParentNode();
        }
        return current == null || current.isSameNode(root) ? null : current.getNextSibling();
    }

    /// Whether a pattern stands in it, or in a type that it names, and not in an element or attribute within it.
    private boolean hasPattern(Element declaration) {
        if (names(declaration, "type").anyMatch(types::contains)
                || names(declaration, "substitutionGroup").anyMatch(names::contains)) {
            return true;
        }
        NodeList children = declaration.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element child && isPart(child) && (isPattern(child) || hasPattern(child))) {
                return true;
            }
        }
        return false;
    }

    private boolean isPattern(Element part) {
        return part.getLocalName().equals("pattern")
                || Stream.of("base", "itemType", "memberTypes")
                        .flatMap(attribute -> names(part, attribute))
                        .anyMatch(types::contains);
    }

    private static boolean isPart(Element child) {
        return XMLConstants.W3C_XML_SCHEMA_NS_URI.equals(child.getNamespaceURI())
                && !child.getLocalName().equals("element")
                && !child.getLocalName().equals("attribute");
    }

    private static Stream<String> names(Element element, String attribute) {
        return Stream.of(element.getAttribute(attribute).strip().split("\\s+"))
                .filter(name -> !name.isEmpty())
                .map(name -> name.substring(name.indexOf(':') + 1));
    }

    private static List<Element> inside(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagNameNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
