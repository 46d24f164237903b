// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a [StoreProcess] was told before its end.
///
/// @param stored confirmed appends
/// @param settled confirmed removals
record Confirmed(Set<String> stored, Set<String> settled) {

    /// Reads what it said.
    static Confirmed by(Collection<String> lines) {
        return new Confirmed(after("stored ", lines), after("settled ", lines));
    }

    /// Compares with what is there afterwards. At the kill each producer may have had one more message under
    /// way, and the consumer one more removal.
    void check(List<String> found, int producers) {
        Set<String> missing =
                stored.stream().filter(text -> !settled.contains(text)).collect(Collectors.toSet());
        found.forEach(missing::remove);
        assertThat(missing)
                .as("confirmed, not settled, and lost (but the one whose removal was under way)")
                .hasSizeLessThanOrEqualTo(1);
        assertThat(found).doesNotHaveDuplicates().doesNotContainAnyElementsOf(settled);
        assertThat(found.stream().filter(text -> !stored.contains(text))).hasSizeLessThanOrEqualTo(producers);
        for (int producer = 0; producer < producers; producer++) {
            String prefix = "<p" + producer + "-";
            List<Integer> numbers = found.stream()
                    .filter(text -> text.startsWith(prefix))
                    .map(text -> Integer.valueOf(text.substring(prefix.length(), text.length() - 1)))
                    .toList();
            assertThat(numbers).isSorted();
            if (!numbers.isEmpty()) {
                int first = numbers.getFirst();
                assertThat(numbers).as("without gaps").hasSize(numbers.getLast() - first + 1);
            }
        }
    }

    private static Set<String> after(String start, Collection<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .collect(Collectors.toSet());
    }
}
