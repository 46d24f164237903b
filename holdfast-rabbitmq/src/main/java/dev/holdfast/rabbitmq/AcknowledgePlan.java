// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Plans how to acknowledge messages with few words: one can be about all up to a message. The broker numbers
/// what it hands out over a channel 1, 2, 3 and so on. Not thread-safe.
final class AcknowledgePlan {

    private long upTo;

    /// Runs of acknowledged messages behind one that is not: first to last.
    private final NavigableMap<Long, Long> beyond = new TreeMap<>();

    /// One word to the broker.
    ///
    /// @param tag of a message
    /// @param multiple whether it is about all messages up to that one
    record Step(long tag, boolean multiple) {}

    /// What to say so that these are acknowledged, and none that was not asked for, now or before.
    ///
    /// @param tags each for the first time
    List<Step> plan(List<Long> tags) {
        tags.forEach(this::add);
        Map.Entry<Long, Long> first = beyond.firstEntry();
        if (first != null && first.getKey() == upTo + 1) {
            upTo = first.getValue();
            beyond.remove(first.getKey());
        }
        List<Step> steps = new ArrayList<>();
        // One of these: the broker knows no message that it was told of before.
        long last = tags.stream()
                .mapToLong(Long::longValue)
                .filter(tag -> tag <= upTo)
                .max()
                .orElse(0);
        if (last > 0) {
            steps.add(new Step(last, true));
        }
        tags.stream().filter(tag -> tag > last).forEach(tag -> steps.add(new Step(tag, false)));
        return steps;
    }

    private void add(long tag) {
        long from = tag;
        long to = tag;
        Map.Entry<Long, Long> before = beyond.lowerEntry(tag);
        if (before != null && before.getValue() == tag - 1) {
            from = before.getKey();
        }
        Long after = beyond.remove(tag + 1);
        if (after != null) {
            to = after;
        }
        beyond.put(from, to);
    }
}
