// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.xml;

import dev.holdfast.settings.Location;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;

/// An element of an artifact, with its place in the file. Immutable.
///
/// @param name with the prefix that was written
/// @param location the line in which its tag begins
/// @param attributeValues all attributes, in the order in which they were written; declarations of namespaces
///     are not among them
/// @param content what stands between its tags; comments are left out
/// @param namespaces in scope, by their prefixes; the default one under the empty prefix
public record XmlElement(
        QName name,
        Location location,
        Map<QName, String> attributeValues,
        List<XmlPart> content,
        Map<String, String> namespaces)
        implements XmlPart {

    /// The namespace of the language.
    public static final String SYNAPSE = "http://ws.apache.org/ns/synapse";

    /// Copies the maps and the list.
    public XmlElement {
        attributeValues = Collections.unmodifiableMap(new LinkedHashMap<>(attributeValues));
        content = List.copyOf(content);
        namespaces = Collections.unmodifiableMap(new LinkedHashMap<>(namespaces));
    }

    /// The name without namespace.
    public String localName() {
        return name.getLocalPart();
    }

    /// The namespace; empty for none.
    public String namespace() {
        return name.getNamespaceURI();
    }

    /// Whether it is of the language: in the namespace of Synapse, or in none, as older documentation has it.
    public boolean isSynapse() {
        return namespace().isEmpty() || namespace().equals(SYNAPSE);
    }

    /// The value of the attribute of that name without namespace, as it was written.
    public Optional<String> attribute(String localName) {
        return Optional.ofNullable(attributeValues.get(new QName(localName)));
    }

    /// The attributes without namespace, by their names.
    public Map<String, String> attributes() {
        Map<String, String> plain = new LinkedHashMap<>();
        attributeValues.forEach((attribute, value) -> {
            if (attribute.getNamespaceURI().isEmpty()) {
                plain.put(attribute.getLocalPart(), value);
            }
        });
        return plain;
    }

    /// The elements directly inside.
    public List<XmlElement> children() {
        return content.stream()
                .filter(XmlElement.class::isInstance)
                .map(XmlElement.class::cast)
                .toList();
    }

    /// The elements of the language directly inside that have this name.
    public List<XmlElement> children(String localName) {
        return children().stream()
                .filter(child -> child.isSynapse() && child.localName().equals(localName))
                .toList();
    }

    /// The first element of the language directly inside that has this name.
    public Optional<XmlElement> child(String localName) {
        return children(localName).stream().findFirst();
    }

    /// The text directly inside, without that of elements, not trimmed.
    public String text() {
        return content.stream()
                .filter(Text.class::isInstance)
                .map(part -> ((Text) part).value())
                .collect(Collectors.joining());
    }

    /// This element as a document of its own: what it uses of the namespaces in scope is declared.
    public String toXml() {
        return new XmlWriter().write(this);
    }

    /// As [#toXml], with each tag in the line in which it stands in the file, counted from the first line of this
    /// element: for a compiler that tells lines.
    public String toXmlInItsLines() {
        return new XmlWriter(location.line()).write(this);
    }

    /// What stands between the tags, as XML; each element in it can stand alone.
    public String innerXml() {
        return new XmlWriter().writeParts(content);
    }

    /// The name and the place; no values.
    @Override
    public String toString() {
        return location.toString();
    }
}
