// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import dev.holdfast.xml.SafeXml;
import dev.holdfast.xml.XmlSyntaxException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.w3c.dom.DOMException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// A SOAP envelope as a tree. A message that is no SOAP is seen as an envelope around its content.
///
/// Methods named `with...` give a changed copy and leave this one alone. The tree itself must not be changed.
/// Belongs
/// to one flow: not thread-safe.
public final class Envelope {

    private static final String PREFIX = "soapenv";
    private static final QName FAULT11 = new QName(SoapVersion.SOAP11.namespace(), "Fault");
    private static final QName FAULT12 = new QName(SoapVersion.SOAP12.namespace(), "Fault");

    private final Document document;
    private final SoapVersion version;

    private Envelope(Document document, SoapVersion version) {
        this.document = document;
        this.version = version;
    }

    /// An envelope with an empty header and an empty body.
    public static Envelope empty(SoapVersion version) {
        Document document = SafeXml.newDocument();
        Element root = document.createElementNS(version.namespace(), PREFIX + ":Envelope");
        document.appendChild(root);
        root.appendChild(document.createElementNS(version.namespace(), PREFIX + ":Header"));
        root.appendChild(document.createElementNS(version.namespace(), PREFIX + ":Body"));
        return new Envelope(document, version);
    }

    /// An envelope around a copy of an element of any document.
    public static Envelope around(SoapVersion version, Element payload) {
        Envelope envelope = empty(version);
        envelope.body().appendChild(envelope.document.importNode(payload, true));
        return envelope;
    }

    /// An envelope around an element, which leaves its own document.
    static Envelope taking(SoapVersion version, Element payload) {
        Envelope envelope = empty(version);
        envelope.body().appendChild(envelope.document.adoptNode(payload));
        return envelope;
    }

    /// The document as an envelope.
    ///
    /// @return empty when its root is no SOAP envelope
    /// @throws UnreadableBodyException when it is an envelope without a body
    public static Optional<Envelope> of(Document document) {
        Element root = document.getDocumentElement();
        for (SoapVersion version : SoapVersion.values()) {
            if (is(root, version.namespace(), "Envelope")) {
                if (child(root, version.namespace(), "Body").isEmpty()) {
                    throw new UnreadableBodyException("the SOAP envelope has no Body");
                }
                return Optional.of(new Envelope(document, version));
            }
        }
        return Optional.empty();
    }

    /// Which SOAP it is.
    public SoapVersion version() {
        return version;
    }

    /// The document whose root is the envelope.
    public Document document() {
        return document;
    }

    /// The envelope element.
    public Element root() {
        return document.getDocumentElement();
    }

    /// The body element.
    public Element body() {
        return child(root(), version.namespace(), "Body")
                .orElseThrow(() -> new IllegalStateException("an envelope has a body"));
    }

    /// The header element, if there is one.
    public Optional<Element> header() {
        return child(root(), version.namespace(), "Header");
    }

    /// The header blocks, in order.
    public List<Element> headerBlocks() {
        return header().map(Envelope::elements).orElse(List.of());
    }

    /// The first element in the body.
    public Optional<Element> payload() {
        return elements(body()).stream().findFirst();
    }

    /// Whether the body holds a fault.
    public boolean isFault() {
        return payload()
                .map(Envelope::nameOf)
                .filter(name -> name.equals(FAULT11) || name.equals(FAULT12))
                .isPresent();
    }

    /// This envelope with a header block that holds a text, in place of blocks of that name.
    public Envelope withHeaderText(QName name, String text) {
        Envelope copy = withoutHeader(name);
        Element block = copy.document.createElementNS(name.getNamespaceURI(), qualified(name));
        block.setTextContent(text);
        copy.headerMade().appendChild(block);
        return copy;
    }

    /// This envelope with a copy of a header block, in place of blocks of its name.
    public Envelope withHeaderBlock(Element block) {
        Envelope copy = withoutHeader(nameOf(block));
        copy.headerMade().appendChild(copy.document.importNode(block, true));
        return copy;
    }

    /// This envelope without header blocks of that name.
    public Envelope withoutHeader(QName name) {
        Envelope copy = copy();
        for (Element block : copy.headerBlocks()) {
            if (nameOf(block).equals(name)) {
                block.getParentNode().removeChild(block);
            }
        }
        return copy;
    }

    /// This envelope with copies of these elements as all that its body holds.
    public Envelope withPayload(List<Element> elements) {
        Envelope copy = copy();
        Element body = copy.body();
        while (body.getFirstChild() != null) {
            body.removeChild(body.getFirstChild());
        }
        move(elements, body, copy.document);
        return copy;
    }

    /// An element of any document as an envelope; empty when it is none, or has no body.
    public static Optional<Envelope> ofElement(Element element) {
        Document document = SafeXml.newDocument();
        document.appendChild(document.importNode(element, true));
        try {
            return of(document);
        } catch (UnreadableBodyException e) {
            return Optional.empty();
        }
    }

    /// This envelope with copies of elements in the place of one of its own. In the place of the whole stands the
    /// envelope that the first of them is; in the place of the body, or of its contents, all of them.
    ///
    /// @throws UnreadableBodyException when the envelope is to be replaced by something that is none
    public Envelope with(Element place, List<Element> elements) {
        if (place.isSameNode(root())) {
            return ofElement(elements.getFirst())
                    .orElseThrow(() -> new UnreadableBodyException("the envelope became a <"
                            + elements.getFirst().getLocalName() + ">, which is no SOAP envelope"));
        }
        if (place.isSameNode(body())) {
            boolean whole = is(elements.getFirst(), version.namespace(), "Body");
            return withPayload(whole ? elements(elements.getFirst()) : elements);
        }
        List<Integer> path = new ArrayList<>();
        for (Node node = place; !node.isSameNode(root()); node = node.getParentNode()) {
            path.addFirst(position(node));
        }
        Envelope copy = copy();
        Node there = copy.root();
        for (int position : path) {
            there = there.getChildNodes().item(position);
        }
        Node parent = there.getParentNode();
        for (Element element : elements) {
            parent.insertBefore(copy.document.importNode(element, true), there);
        }
        parent.removeChild(there);
        return copy;
    }

    private static int position(Node node) {
        int position = 0;
        for (Node before = node.getPreviousSibling(); before != null; before = before.getPreviousSibling()) {
            position++;
        }
        return position;
    }

    /// This envelope in a version of SOAP; itself when it is in it already.
    public Envelope in(SoapVersion wanted) {
        if (wanted == version) {
            return this;
        }
        Envelope result = empty(wanted);
        move(headerBlocks(), result.headerMade(), result.document);
        move(elements(body()), result.body(), result.document);
        return result;
    }

    /// The envelope as text, with an XML declaration.
    public String toXml() {
        return XmlText.DECLARATION + XmlText.of(root());
    }

    /// An element as text that stands alone.
    public static String toXml(Node node) {
        return XmlText.of(node);
    }

    /// An element out of a text.
    ///
    /// @throws XmlSyntaxException when it is not well-formed
    public static Element parseElement(String xml) {
        return SafeXml.document(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), Optional.of("UTF-8"))
                .getDocumentElement();
    }

    /// This envelope with a tree of its own, which its maker may change.
    public Envelope copy() {
        return new Envelope((Document) document.cloneNode(true), version);
    }

    private Element headerMade() {
        return header().orElseGet(() -> {
            String prefix = root().getPrefix() == null ? "" : root().getPrefix() + ":";
            Element made = document.createElementNS(version.namespace(), prefix + "Header");
            root().insertBefore(made, body());
            return made;
        });
    }

    private static void move(List<Element> from, Element to, Document document) {
        try {
            from.forEach(element -> to.appendChild(document.importNode(element, true)));
        } catch (DOMException e) {
            // The parser lets names through, such as ":a", that cannot be put into another tree.
            throw new UnreadableBodyException("an element or attribute has a name that XML does not allow", e);
        }
    }

    private static String qualified(QName name) {
        return name.getPrefix().isEmpty() ? name.getLocalPart() : name.getPrefix() + ":" + name.getLocalPart();
    }

    private static QName nameOf(Element element) {
        String namespace = element.getNamespaceURI() == null ? "" : element.getNamespaceURI();
        return new QName(namespace, element.getLocalName());
    }

    private static boolean is(Element element, String namespace, String localName) {
        return namespace.equals(element.getNamespaceURI()) && localName.equals(element.getLocalName());
    }

    private static Optional<Element> child(Element parent, String namespace, String localName) {
        return elements(parent).stream()
                .filter(element -> is(element, namespace, localName))
                .findFirst();
    }

    /// The elements directly inside.
    public static List<Element> elements(Node parent) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }
}
