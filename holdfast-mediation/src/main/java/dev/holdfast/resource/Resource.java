// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.resource;

import dev.holdfast.settings.Location;
import dev.holdfast.xml.XmlElement;
import dev.holdfast.xml.XmlSource;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Something that artifacts refer to by its key: a text, XML, or any bytes. Immutable. As long as it has not
/// changed, a key gives the same object, so that what is made of it can be kept beside it.
public final class Resource {

    private final String source;
    private final byte[] bytes;
    private final Optional<XmlElement> element;
    private final Map<String, String> properties;
    private final int firstLine;

    private Resource(
            String source, byte[] bytes, Optional<XmlElement> element, Map<String, String> properties, int firstLine) {
        this.source = source;
        this.bytes = bytes;
        this.element = element;
        this.firstLine = firstLine;
        this.properties = Map.copyOf(properties);
    }

    /// A file, or something like it.
    ///
    /// @param source where it comes from, for messages
    /// @param properties of the registry
    public static Resource of(String source, byte[] bytes, Map<String, String> properties) {
        return new Resource(source, bytes.clone(), Optional.empty(), properties, 1);
    }

    /// A text.
    ///
    /// @param source where it comes from, for messages
    /// @param firstLine in which the text begins there
    public static Resource ofText(String source, int firstLine, String text) {
        return new Resource(source, text.getBytes(StandardCharsets.UTF_8), Optional.empty(), Map.of(), firstLine);
    }

    /// XML that stands in an artifact.
    public static Resource ofXml(XmlElement element) {
        String source = element.location().file();
        byte[] bytes = element.toXml().getBytes(StandardCharsets.UTF_8);
        return new Resource(
                source,
                bytes,
                Optional.of(element),
                Map.of(),
                element.location().line());
    }

    /// Where it comes from, for messages.
    public String source() {
        return source;
    }

    /// A copy of its bytes.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// Its bytes for a compiler that tells lines: [#location] knows where they are.
    public byte[] bytesInLines() {
        return element.map(XmlElement::toXmlInItsLines)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .orElseGet(this::bytes);
    }

    /// Where a line of it stands.
    ///
    /// @param line from 1; 0 when it is not known
    public Location location(int line) {
        return new Location(source, line == 0 ? 0 : firstLine + line - 1, "");
    }

    /// How many bytes it has.
    public int size() {
        return bytes.length;
    }

    /// Its text, read as UTF-8, without a byte order mark.
    public String text() {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /// The root of its XML.
    ///
    /// @throws dev.holdfast.xml.XmlException when it is not well-formed, or has a document type declaration
    public XmlElement xml() {
        return element.orElseGet(() -> XmlSource.read(source, bytes));
    }

    /// The property of that name that the registry keeps with it.
    public Optional<String> property(String name) {
        return Optional.ofNullable(properties.get(name));
    }

    /// All properties that the registry keeps with it.
    public Map<String, String> properties() {
        return new TreeMap<>(properties);
    }

    @Override
    public String toString() {
        return source + " (" + bytes.length + " bytes)";
    }
}
