// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// How many elements the model groups of schemas stand for, when each reference is followed: the compiler does that
/// without a limit, so that forty groups of two lines each keep it busy for ever. Groups of all namespaces count under
/// their local names. Used by one thread.
final class GroupSizes {

    /// A group may stand for so many.
    static final long MOST = 100_000;

    private final Map<String, List<Element>> groups = new HashMap<>();

    /// Adds the groups of a schema, which was not added before, and looks at all anew.
    ///
    /// @throws SchemaException when one stands for too many elements
    void add(Document schema) {
        for (Element group : named(schema.getDocumentElement(), "group")) {
            if (group.hasAttribute("name")) {
                groups.computeIfAbsent(group.getAttribute("name"), any -> new ArrayList<>())
                        .add(group);
            }
        }
        Map<String, Long> known = new HashMap<>();
        for (String name : groups.keySet()) {
            if (sizeOf(name, known) > MOST) {
                throw new SchemaException(
                        "group '" + name + "' stands for more elements than the limit of " + MOST,
                        new IllegalArgumentException(name));
            }
        }
    }

    /// A group that contains itself is an error that the compiler finds; here it counts nothing.
    private long sizeOf(String name, Map<String, Long> known) {
        Long before = known.putIfAbsent(name, 0L);
        if (before != null) {
            return before;
        }
        long size = 0;
        for (Element definition : groups.getOrDefault(name, List.of())) {
            size += named(definition, "element").size();
            for (Element reference : named(definition, "group")) {
                String ref = reference.getAttribute("ref");
                size = Math.min(MOST + 1, size + sizeOf(ref.substring(ref.indexOf(':') + 1), known));
            }
        }
        known.put(name, size);
        return size;
    }

    private static List<Element> named(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagNameNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
