// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.xml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.w3c.dom.Document;
import org.w3c.dom.DocumentFragment;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/// Makes a tree of events, and refuses one that is too large or too deep. For one use; not thread-safe.
public final class TreeBuilder extends DefaultHandler {

    private static final String XMLNS = "http://www.w3.org/2000/xmlns/";

    private final long limit;
    private final Document document = SafeXml.newDocument();
    private final DocumentFragment root = document.createDocumentFragment();
    private final Deque<Node> open = new ArrayDeque<>();
    private final Map<String, String> declared = new LinkedHashMap<>();
    private long size;

    /// @param limit how large the tree may be: characters of texts, and 16 for each element and attribute
    public TreeBuilder(long limit) {
        this.limit = limit;
        open.push(root);
    }

    /// What was made, outside of any element as inside.
    public DocumentFragment result() {
        return root;
    }

    @Override
    public void startPrefixMapping(String prefix, String uri) {
        declared.put(prefix, uri);
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) throws SAXException {
        count(16L * (1 + attributes.getLength()) + localName.length());
        if (open.size() > SafeXml.MAX_DEPTH) {
            throw new SAXException("the result is deeper than " + SafeXml.MAX_DEPTH + " elements");
        }
        Element element = document.createElementNS(uri.isEmpty() ? null : uri, qName);
        declared.forEach((prefix, namespace) -> {
            if (!prefix.equals("xml")) {
                element.setAttributeNS(XMLNS, prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix, namespace);
            }
        });
        declared.clear();
        for (int i = 0; i < attributes.getLength(); i++) {
            String namespace = attributes.getURI(i);
            count(attributes.getValue(i).length());
            element.setAttributeNS(
                    namespace.isEmpty() ? null : namespace, attributes.getQName(i), attributes.getValue(i));
        }
        open.element().appendChild(element);
        open.push(element);
    }

    @Override
    public void endElement(String uri, String localName, String qName) {
        open.pop();
    }

    @Override
    public void characters(char[] text, int start, int length) throws SAXException {
        count(length);
        open.element().appendChild(document.createTextNode(new String(text, start, length)));
    }

    @Override
    public void processingInstruction(String target, String data) throws SAXException {
        count(16L + target.length() + data.length());
        open.element().appendChild(document.createProcessingInstruction(target, data));
    }

    private void count(long more) throws SAXException {
        size += more;
        if (size > limit) {
            throw new SAXException("the result is larger than " + limit + " characters");
        }
    }
}
