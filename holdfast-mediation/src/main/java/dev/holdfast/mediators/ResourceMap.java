// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.reading.Kind;
import dev.holdfast.reading.Reading;
import dev.holdfast.xml.XmlElement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `<resource location= key=/>*`: the keys of what a schema or stylesheet calls by other names.
///
/// @param keys by locations
record ResourceMap(Map<String, String> keys) {

    /// Copies the map.
    ResourceMap {
        keys = Map.copyOf(keys);
    }

    static ResourceMap read(XmlElement parent, Reading reading) {
        Map<String, String> keys = new HashMap<>();
        for (XmlElement child : parent.children("resource")) {
            reading.knows(child, "location", "key");
            reading.knowsChildren(child, List.of());
            String key = reading.required(child, "key");
            if (!key.isEmpty()) {
                reading.refersTo(Kind.RESOURCE, key, child);
            }
            keys.put(reading.required(child, "location"), key);
        }
        return new ResourceMap(keys);
    }

    /// The key of what is called so; that itself when nothing else is said.
    String key(String location) {
        return keys.getOrDefault(location, location);
    }
}
