// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.ledger;

import java.util.EnumMap;
import java.util.Map;

/// The counters of one store at one moment. Immutable.
///
/// @param counts by counter; what is missing is 0
public record Balance(Map<Counter, Long> counts) {

    /// Copies the map.
    public Balance {
        Map<Counter, Long> copy = new EnumMap<>(Counter.class);
        copy.putAll(counts);
        counts = java.util.Collections.unmodifiableMap(copy);
    }

    /// The count.
    public long get(Counter counter) {
        return counts.getOrDefault(counter, 0L);
    }

    /// What went in and did not come out: what the store should hold.
    public long outstanding() {
        return get(Counter.APPENDED)
                - get(Counter.DELIVERED)
                - get(Counter.DEAD_LETTERED)
                - get(Counter.EXPIRED)
                - get(Counter.DROPPED)
                - get(Counter.MOVED)
                - get(Counter.INVALID)
                - get(Counter.DUPLICATES);
    }
}
