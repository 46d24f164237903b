// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.util.IdentityHashMap;
import java.util.OptionalInt;
import org.w3c.dom.Document;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/// The order of the nodes of a document, for sorting them. The DOM finds out which of two children comes first by
/// walking from one to the other, so that sorting the children of a large element would take minutes; here all
/// nodes are numbered once, when enough comparisons have been asked for. Belongs to one evaluation.
final class DocumentOrder {

    /// So few comparisons are left to the DOM.
    private static final int FEW = 50;

    private final Document document;
    private final IdentityHashMap<Node, Integer> numbers = new IdentityHashMap<>();
    private int comparisons;

    DocumentOrder(Document document) {
        this.document = document;
    }

    /// Negative, zero or positive, as the first stands before the second; empty when the DOM is to be asked.
    OptionalInt compare(Object first, Object second) {
        if (++comparisons < FEW) {
            return OptionalInt.empty();
        }
        if (numbers.isEmpty()) {
            number(document);
        }
        Integer left = numbers.get(first);
        Integer right = numbers.get(second);
        return left == null || right == null ? OptionalInt.empty() : OptionalInt.of(Integer.compare(left, right));
    }

    private void number(Node node) {
        numbers.put(node, numbers.size());
        NamedNodeMap attributes = node.getAttributes();
        for (int i = 0; attributes != null && i < attributes.getLength(); i++) {
            numbers.put(attributes.item(i), numbers.size());
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            number(child);
        }
    }
}
