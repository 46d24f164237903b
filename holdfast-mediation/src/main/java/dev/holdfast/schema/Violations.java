// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.schema;

import java.util.ArrayList;
import java.util.List;

/// What is wrong with a document, as far as it is kept. Not thread-safe.
final class Violations {

    private static final int MOST = 20;
    private static final int LONGEST = 500;

    private final List<String> kept = new ArrayList<>();

    void add(String text) {
        if (kept.size() < MOST) {
            String line = text.lines().findFirst().orElse("");
            kept.add(line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line);
        }
    }

    List<String> all() {
        return List.copyOf(kept);
    }
}
