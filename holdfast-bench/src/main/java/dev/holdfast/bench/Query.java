// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.util.HashMap;
import java.util.Map;

/// A path and the numbers behind its question mark.
record Query(String path, Map<String, Long> numbers) {

    Query {
        numbers = Map.copyOf(numbers);
    }

    /// @throws IllegalArgumentException when a parameter is no number
    static Query parse(String target) {
        String[] parts = target.split("\\?", 2);
        Map<String, Long> numbers = new HashMap<>();
        if (parts.length == 2) {
            for (String parameter : parts[1].split("&", -1)) {
                String[] pair = parameter.split("=", 2);
                numbers.put(pair[0], Long.valueOf(pair.length == 2 ? pair[1] : ""));
            }
        }
        return new Query(parts[0], numbers);
    }

    long number(String name, long otherwise) {
        return numbers.getOrDefault(name, otherwise);
    }
}
