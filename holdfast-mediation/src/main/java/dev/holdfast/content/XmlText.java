// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.xml.XMLConstants;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.ProcessingInstruction;

/// Writes a tree as text, declaring each namespace where it is first needed. Not thread-safe.
final class XmlText {

    static final String DECLARATION = "<?xml version='1.0' encoding='utf-8'?>";

    private final StringBuilder out = new StringBuilder(1_024);
    private final Deque<Map<String, String>> scopes = new ArrayDeque<>();

    private XmlText() {}

    /// The node with all below it, standing alone: namespaces that it takes from its ancestors are declared.
    static String of(Node node) {
        XmlText text = new XmlText();
        text.scopes.push(Map.of("", "", XMLConstants.XML_NS_PREFIX, XMLConstants.XML_NS_URI));
        text.node(node);
        return text.out.toString();
    }

    private void node(Node node) {
        switch (node.getNodeType()) {
            case Node.ELEMENT_NODE -> element(node);
            case Node.TEXT_NODE -> escape(value(node), false);
            case Node.CDATA_SECTION_NODE -> escape(value(node), false);
            case Node.COMMENT_NODE -> out.append("<!--").append(value(node)).append("-->");
            case Node.PROCESSING_INSTRUCTION_NODE -> instruction((ProcessingInstruction) node);
            case Node.DOCUMENT_NODE, Node.DOCUMENT_FRAGMENT_NODE -> children(node);
            case Node.ATTRIBUTE_NODE -> escape(value(node), false);
            default -> throw new IllegalStateException("a tree holds no node of type " + node.getNodeType());
        }
    }

    private void element(Node element) {
        Map<String, String> scope = new HashMap<>(Objects.requireNonNull(scopes.peek()));
        StringBuilder declarations = new StringBuilder();
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            if (isDeclaration(attribute)) {
                String prefix = attribute.getPrefix() == null ? "" : attribute.getLocalName();
                declare(prefix, attribute.getValue(), scope, declarations);
            }
        }
        declare(text(element.getPrefix()), text(element.getNamespaceURI()), scope, declarations);
        out.append('<').append(element.getNodeName());
        StringBuilder others = new StringBuilder();
        for (int i = 0; i < attributes.getLength(); i++) {
            attribute((Attr) attributes.item(i), scope, declarations, others);
        }
        out.append(declarations).append(others);
        if (element.getFirstChild() == null) {
            out.append("/>");
            return;
        }
        out.append('>');
        scopes.push(scope);
        children(element);
        scopes.pop();
        out.append("</").append(element.getNodeName()).append('>');
    }

    private void attribute(
            Attr attribute, Map<String, String> scope, StringBuilder declarations, StringBuilder others) {
        if (isDeclaration(attribute)) {
            return;
        }
        if (attribute.getPrefix() != null) {
            declare(attribute.getPrefix(), text(attribute.getNamespaceURI()), scope, declarations);
        }
        others.append(' ').append(attribute.getName()).append("=\"");
        escape(attribute.getValue(), true, others);
        others.append('"');
    }

    private static void declare(String prefix, String namespace, Map<String, String> scope, StringBuilder target) {
        if (namespace.equals(scope.get(prefix))) {
            return;
        }
        scope.put(prefix, namespace);
        target.append(prefix.isEmpty() ? " xmlns" : " xmlns:").append(prefix).append("=\"");
        escape(namespace, true, target);
        target.append('"');
    }

    private static boolean isDeclaration(Attr attribute) {
        return XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI());
    }

    private void children(Node parent) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            node(child);
        }
    }

    private void instruction(ProcessingInstruction instruction) {
        out.append("<?")
                .append(instruction.getTarget())
                .append(' ')
                .append(instruction.getData())
                .append("?>");
    }

    private void escape(String value, boolean attribute) {
        escape(value, attribute, out);
    }

    private static void escape(String value, boolean attribute, StringBuilder target) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '<' -> target.append("&lt;");
                case '>' -> target.append("&gt;");
                case '&' -> target.append("&amp;");
                case '\r' -> target.append("&#xd;");
                case '"' -> target.append(attribute ? "&quot;" : "\"");
                case '\n' -> target.append(attribute ? "&#xa;" : "\n");
                case '\t' -> target.append(attribute ? "&#x9;" : "\t");
                default -> target.append(c);
            }
        }
    }

    private static String value(Node node) {
        return text(node.getNodeValue());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
