// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.upstream;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads maps and boxed values out of serialized objects. Stateless.
final class JavaMaps {

    private JavaMaps() {}

    /// The entries whose key is a string, of any map that writes its entries one after the other.
    static Map<String, JavaValue> entries(JavaValue map) {
        Map<String, JavaValue> entries = new LinkedHashMap<>();
        if (map instanceof JavaValue.Instance instance) {
            List<JavaValue> objects = instance.extra().stream()
                    .filter(value -> !(value instanceof JavaValue.Block))
                    .toList();
            for (int i = 0; i + 1 < objects.size(); i += 2) {
                if (objects.get(i) instanceof JavaValue.Text(String key)) {
                    entries.put(key, objects.get(i + 1));
                }
            }
        }
        return entries;
    }

    /// The string, if it is one.
    static Optional<String> text(JavaValue value) {
        return value instanceof JavaValue.Text(String text) ? Optional.of(text) : Optional.empty();
    }

    /// The number, boolean or character, boxed or not.
    static Optional<Object> primitive(JavaValue value) {
        return switch (value) {
            case JavaValue.Primitive(Object primitive) -> Optional.of(primitive);
            case JavaValue.Instance instance
            when instance.field("value") instanceof JavaValue.Primitive(Object boxed) -> Optional.of(boxed);
            default -> Optional.empty();
        };
    }

    /// Whether it is true.
    static boolean isTrue(JavaValue value) {
        return primitive(value).filter(Boolean.TRUE::equals).isPresent();
    }
}
