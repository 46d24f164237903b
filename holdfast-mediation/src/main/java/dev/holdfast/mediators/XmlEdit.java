// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.MediationException;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Attr;
import org.w3c.dom.DOMException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// Puts values into a tree of XML that belongs to the caller.
final class XmlEdit {

    private XmlEdit() {}

    /// Puts a value in the place of a node. A text becomes the text of an element, or the value of an attribute.
    static void replace(Node target, Value value) {
        List<Node> nodes = imported(target, value);
        if (target instanceof Attr attribute) {
            attribute.setValue(value.asText());
        } else if (nodes.isEmpty()) {
            target.setTextContent(value.asText());
        } else {
            nodes.forEach(node -> parent(target).insertBefore(node, target));
            parent(target).removeChild(target);
        }
    }

    /// Puts a value into an element, after what is there.
    static void addChild(Node target, Value value) {
        if (!(target instanceof Element element)) {
            throw failed("a child is put into an element, and the target is none");
        }
        List<Node> nodes = imported(target, value);
        if (nodes.isEmpty()) {
            element.appendChild(document(target).createTextNode(value.asText()));
        }
        nodes.forEach(element::appendChild);
    }

    /// Puts a value directly after a node.
    static void addSibling(Node target, Value value) {
        if (!(target instanceof Element) || target.getParentNode() instanceof Document) {
            throw failed("a sibling is put beside an element inside another, and the target is none");
        }
        List<Node> nodes = imported(target, value);
        if (nodes.isEmpty()) {
            throw failed("what is put beside an element must be an element");
        }
        Node next = target.getNextSibling();
        nodes.forEach(node -> parent(target).insertBefore(node, next));
    }

    /// Takes a node away.
    static void remove(Node target) {
        if (target instanceof Attr attribute) {
            attribute.getOwnerElement().removeAttributeNode(attribute);
        } else {
            parent(target).removeChild(target);
        }
    }

    /// Gives an element another local name.
    static void rename(Node target, String name) {
        if (!(target instanceof Element element)) {
            throw failed("only an element can be renamed");
        }
        String prefix = element.getPrefix() == null ? "" : element.getPrefix() + ":";
        try {
            document(target).renameNode(element, element.getNamespaceURI(), prefix + name);
        } catch (DOMException e) {
            throw failed("'" + name + "' cannot be the name of an element");
        }
    }

    /// The elements directly inside an element.
    static List<Node> children(Element parent) {
        List<Node> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element) {
                children.add(child);
            }
        }
        return children;
    }

    /// Copies of the elements of a value, for the tree of the target; none of a text.
    private static List<Node> imported(Node target, Value value) {
        List<Node> nodes = new ArrayList<>();
        for (Element element : Payloads.elements(value)) {
            nodes.add(document(target).importNode(element, true));
        }
        return nodes;
    }

    private static Node parent(Node node) {
        if (node.getParentNode() == null || node.getParentNode() instanceof Document) {
            throw failed("the target is not inside an element");
        }
        return node.getParentNode();
    }

    private static Document document(Node node) {
        return node.getOwnerDocument();
    }

    private static MediationException failed(String reason) {
        return new MediationException(ErrorCodes.GENERIC, "enrich: " + reason);
    }
}
