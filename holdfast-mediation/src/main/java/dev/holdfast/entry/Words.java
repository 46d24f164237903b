// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Lists in attributes.
final class Words {

    private Words() {}

    /// What stands between spaces, commas and bars, in that order.
    static Set<String> of(String text) {
        return Arrays.stream(text.split("[\\s,|]+", -1))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(LinkedHashSet::new), Collections::unmodifiableSet));
    }
}
