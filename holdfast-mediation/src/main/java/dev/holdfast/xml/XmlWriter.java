// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.xml;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.namespace.QName;

/// Writes elements of artifacts as XML again. For one use.
final class XmlWriter {

    /// Attributes of XSLT that list prefixes: exclude-result-prefixes and others.
    private static final String PREFIXES = "-prefixes";

    private static final Pattern WORDS = Pattern.compile("\\s+");

    /// Languages in which a value without prefix is a name in the default namespace.
    private static final Set<String> NAMING_BY_DEFAULT =
            Set.of("http://www.w3.org/2001/XMLSchema", "http://schemas.xmlsoap.org/wsdl/");

    private final StringBuilder out = new StringBuilder();
    private final int firstLine;
    private int line;

    /// One that does not care for lines.
    XmlWriter() {
        this(0);
    }

    /// @param firstLine the line in the file of the element that is written, so that each tag within it can be in the
    ///     line in which it was; 0 when that does not matter
    XmlWriter(int firstLine) {
        this.firstLine = firstLine;
        this.line = firstLine;
    }

    /// The element as a document of its own, without an XML declaration.
    String write(XmlElement element) {
        element(element, Map.of("", ""));
        return out.toString();
    }

    /// The parts one after the other.
    String writeParts(List<XmlPart> parts) {
        parts(parts, Map.of("", ""));
        return out.toString();
    }

    private void parts(List<XmlPart> parts, Map<String, String> declared) {
        for (XmlPart part : parts) {
            switch (part) {
                case XmlElement child -> element(child, declared);
                case XmlPart.Text(String value) -> {
                    escape(value, false);
                    line += (int) value.chars().filter(c -> c == '\n').count();
                }
            }
        }
    }

    private void element(XmlElement element, Map<String, String> declared) {
        String tag = tag(element.name());
        out.append('<').append(tag);
        goTo(element.location().line());
        Map<String, String> inScope = new HashMap<>(declared);
        needed(element).forEach((prefix, namespace) -> {
            if (!namespace.equals(declared.get(prefix))) {
                attribute(prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix, namespace);
                inScope.put(prefix, namespace);
            }
        });
        element.attributeValues().forEach((name, value) -> attribute(tag(name), value));
        if (element.content().isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        parts(element.content(), inScope);
        out.append("</").append(tag).append('>');
    }

    /// What is not written, such as comments and breaks within tags, has left lines out.
    private void goTo(int wanted) {
        if (firstLine > 0 && wanted > line) {
            out.repeat('\n', wanted - line);
            line = wanted;
        }
    }

    /// The namespaces of its own names, and of prefixes that its values mention: those may be names or paths.
    private static Map<String, String> needed(XmlElement element) {
        Map<String, String> needed = new TreeMap<>();
        Map<String, String> prefixes = new LinkedHashMap<>(element.namespaces());
        prefixes.remove("");
        String own = element.text();
        prefixes.forEach((prefix, namespace) -> {
            if (own.contains(prefix + ":")
                    || element.attributeValues().entrySet().stream()
                            .anyMatch(attribute -> mentions(attribute.getKey(), attribute.getValue(), prefix))) {
                needed.put(prefix, namespace);
            }
        });
        String byDefault = element.namespaces().getOrDefault("", "");
        if (NAMING_BY_DEFAULT.contains(element.namespace()) && !byDefault.equals(XmlElement.SYNAPSE)) {
            needed.put("", byDefault);
        }
        for (QName attribute : element.attributeValues().keySet()) {
            if (!attribute.getPrefix().isEmpty() && !attribute.getPrefix().equals("xml")) {
                needed.put(attribute.getPrefix(), attribute.getNamespaceURI());
            }
        }
        needed.put(element.name().getPrefix(), element.namespace());
        return needed;
    }

    private static boolean mentions(QName attribute, String value, String prefix) {
        boolean lists = attribute.getLocalPart().endsWith(PREFIXES);
        return lists ? WORDS.splitAsStream(value).anyMatch(prefix::equals) : value.contains(prefix + ":");
    }

    private static String tag(QName name) {
        return name.getPrefix().isEmpty() ? name.getLocalPart() : name.getPrefix() + ":" + name.getLocalPart();
    }

    private void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"");
        escape(value, true);
        out.append('"');
    }

    private void escape(String text, boolean inAttribute) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\r' -> out.append("&#13;");
                case '"' -> out.append(inAttribute ? "&quot;" : "\"");
                case '\n' -> out.append(inAttribute ? "&#10;" : "\n");
                case '\t' -> out.append(inAttribute ? "&#9;" : "\t");
                default -> out.append(c);
            }
        }
    }
}
