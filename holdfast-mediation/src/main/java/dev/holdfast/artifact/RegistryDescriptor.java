// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.xml.XmlElement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What descriptors of registry resources say about one of them.
final class RegistryDescriptor {

    private RegistryDescriptor() {}

    /// The text of the child of that name, in whatever namespace.
    static Optional<String> text(XmlElement item, String name) {
        return item.children().stream()
                .filter(child -> child.localName().equals(name))
                .map(child -> child.text().strip())
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    /// The properties that the registry keeps with it; its media type is one of them.
    static Map<String, String> properties(XmlElement item) {
        Map<String, String> properties = new LinkedHashMap<>();
        text(item, "mediaType").ifPresent(type -> properties.put("mediaType", type));
        item.children().stream()
                .filter(child -> child.localName().equals("properties"))
                .flatMap(all -> all.children().stream())
                .forEach(property -> property.attribute("key")
                        .or(() -> property.attribute("name"))
                        .ifPresent(key ->
                                properties.put(key, property.attribute("value").orElse(""))));
        return properties;
    }
}
