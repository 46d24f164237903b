// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.xml;

import dev.holdfast.settings.Location;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads the XML of one artifact file. For one use, not thread-safe.
public final class XmlSource {

    /// The largest file that is read, in bytes.
    public static final int MAX_SIZE = 16 * 1024 * 1024;

    private static final List<String> IDENTITIES = List.of("name", "key", "messageStore");

    private final String file;
    private final Deque<Open> open = new ArrayDeque<>();
    private Optional<XmlElement> root = Optional.empty();

    /// An element whose end has not come yet.
    private record Open(
            QName name,
            Location location,
            Map<QName, String> attributes,
            List<XmlPart> content,
            Map<String, String> namespaces) {

        XmlElement close() {
            return new XmlElement(name, location, attributes, content, namespaces);
        }
    }

    private XmlSource(String file) {
        this.file = file;
    }

    /// Reads a document.
    ///
    /// @param file as users know it, for messages
    /// @return its root
    /// @throws XmlException when it is not well-formed, too large or too deep, or has a document type
    ///     declaration or an entity
    public static XmlElement read(String file, byte[] bytes) {
        if (bytes.length > MAX_SIZE) {
            throw new XmlException(
                    Location.of(file), "the file has " + bytes.length + " bytes; " + MAX_SIZE + " are allowed");
        }
        return new XmlSource(file).read(bytes);
    }

    private XmlElement read(byte[] bytes) {
        int line = Prolog.lines(bytes);
        try {
            XMLStreamReader reader = SafeXml.reader(new StringReader(Characters.of(file, bytes)));
            while (reader.hasNext()) {
                // The parser is now where the next tag begins, except before the root: it skips white space there.
                line = open.isEmpty() ? line : reader.getLocation().getLineNumber();
                take(reader, Barrier.next(reader), line);
            }
        } catch (XmlSyntaxException e) {
            throw new XmlException(new Location(file, e.line(), ""), "not well-formed: " + e.getMessage(), e);
        } catch (XMLStreamException e) {
            int at = e.getLocation() == null ? line : e.getLocation().getLineNumber();
            throw new XmlException(new Location(file, at, ""), "not well-formed: " + reason(e), e);
        }
        return root.orElseThrow(() -> new XmlException(Location.of(file), "the file has no element"));
    }

    private void take(XMLStreamReader reader, int event, int line) {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> begin(reader, line);
            case XMLStreamConstants.END_ELEMENT -> end();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                if (!open.isEmpty()) {
                    open.getFirst().content().add(new XmlPart.Text(reader.getText()));
                }
            }
            case XMLStreamConstants.DTD ->
                throw new XmlException(
                        new Location(file, line, ""), "a document type declaration (DOCTYPE) is not allowed");
            case XMLStreamConstants.ENTITY_REFERENCE ->
                throw new XmlException(
                        new Location(file, line, ""),
                        "the entity &" + reader.getLocalName() + "; is not known; write the character itself");
            default -> {
                // Comments and processing instructions say nothing here.
            }
        }
    }

    private void begin(XMLStreamReader reader, int line) {
        Map<QName, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeName(i), reader.getAttributeValue(i));
        }
        Location location = new Location(file, line, describe(reader.getLocalName(), attributes));
        open.push(new Open(reader.getName(), location, attributes, new ArrayList<>(), namespaces(reader)));
    }

    private void end() {
        XmlElement closed = open.pop().close();
        if (open.isEmpty()) {
            root = Optional.of(closed);
        } else {
            open.getFirst().content().add(closed);
        }
    }

    private Map<String, String> namespaces(XMLStreamReader reader) {
        Map<String, String> inScope = new LinkedHashMap<>();
        if (!open.isEmpty()) {
            inScope.putAll(open.getFirst().namespaces());
        }
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            String prefix = reader.getNamespacePrefix(i) == null ? "" : reader.getNamespacePrefix(i);
            String namespace = reader.getNamespaceURI(i) == null ? XMLConstants.NULL_NS_URI : reader.getNamespaceURI(i);
            inScope.put(prefix, namespace);
        }
        return inScope;
    }

    private static String describe(String localName, Map<QName, String> attributes) {
        return IDENTITIES.stream()
                .filter(identity -> attributes.containsKey(new QName(identity)))
                .findFirst()
                .map(identity -> localName + " " + identity + "=\"" + attributes.get(new QName(identity)) + "\"")
                .orElse(localName);
    }

    /// What the parser says, without the position that it repeats in front.
    private static String reason(XMLStreamException e) {
        String text = String.valueOf(e.getMessage());
        int message = text.indexOf("Message: ");
        String reason = message < 0 ? text : text.substring(message + "Message: ".length());
        return reason.lines().findFirst().orElse("").strip();
    }
}
