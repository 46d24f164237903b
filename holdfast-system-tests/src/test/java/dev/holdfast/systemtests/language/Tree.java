// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests.language;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.Text;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// XML or JSON without what does not count: prefixes, white space between elements, the order of attributes and of
/// members.
///
/// @param label the name of an element, attribute or member, or a text or other scalar in the way of JSON
record Tree(String label, List<Tree> children) {

    private static final String ANYTHING = "\"*\"";

    /// @throws CaseException when it is no XML
    static Tree ofXml(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setCoalescing(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return of(factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(text)))
                    .getDocumentElement());
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new CaseException("no XML: " + e.getMessage() + "\n" + text, e);
        }
    }

    /// @throws CaseException when it is no JSON
    static Tree ofJson(String text) {
        try {
            return of(JsonMapper.shared().readTree(text));
        } catch (JacksonException e) {
            throw new CaseException("no JSON: " + e.getOriginalMessage() + "\n" + text, e);
        }
    }

    /// Whether another is what this one asks for; a text `*` stands for any content.
    boolean matches(Tree actual) {
        if (label.equals(ANYTHING)) {
            return true;
        }
        boolean anyContent = children.size() == 1 && children.getFirst().label.equals(ANYTHING);
        return Wildcards.matches(label, actual.label) && (anyContent || sameChildren(actual));
    }

    private boolean sameChildren(Tree actual) {
        boolean same = children.size() == actual.children.size();
        for (int i = 0; same && i < children.size(); i++) {
            same = children.get(i).matches(actual.children.get(i));
        }
        return same;
    }

    /// One line for each node.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        write(text, 0);
        return text.toString();
    }

    private void write(StringBuilder text, int depth) {
        text.append("  ".repeat(depth)).append(label).append('\n');
        children.forEach(child -> child.write(text, depth + 1));
    }

    private static Tree of(Element element) {
        List<Tree> children = new ArrayList<>();
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            if (attributes.item(i) instanceof Attr attribute
                    && !XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI())) {
                children.add(new Tree("@" + name(attribute), List.of(text(attribute.getValue()))));
            }
        }
        children.sort(Comparator.comparing(Tree::label));
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                children.add(of(inner));
            } else if (child instanceof Text text && !text.getData().isBlank()) {
                children.add(text(text.getData().strip()));
            }
        }
        return new Tree(name(element), children);
    }

    private static String name(Node node) {
        String space = node.getNamespaceURI();
        return space == null ? node.getLocalName() : "{" + space + "}" + node.getLocalName();
    }

    private static Tree text(String text) {
        return new Tree('"' + text + '"', List.of());
    }

    private static Tree of(JsonNode node) {
        List<Tree> children = new ArrayList<>();
        if (node.isObject()) {
            node.properties()
                    .forEach(member -> children.add(new Tree(member.getKey() + ":", List.of(of(member.getValue())))));
            children.sort(Comparator.comparing(Tree::label));
            return new Tree("{}", children);
        }
        if (node.isArray()) {
            node.forEach(item -> children.add(of(item)));
            return new Tree("[]", children);
        }
        return node.isString() ? text(node.stringValue()) : new Tree(node.toString(), List.of());
    }
}
