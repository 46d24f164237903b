// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What a [StoreProcess] was told before its end.
///
/// @param stored confirmed appends
/// @param settled removals confirmed as *kill-safe* or *flushed*
/// @param flushed removals confirmed as *flushed*
record Confirmed(Set<String> stored, Set<String> settled, Set<String> flushed) {

    /// Reads what it said.
    static Confirmed by(Collection<String> lines) {
        Set<String> flushed = after("flushed ", lines);
        Set<String> settled = after("settled ", lines);
        settled.addAll(flushed);
        return new Confirmed(after("stored ", lines), settled, flushed);
    }

    /// Compares with what is there after a kill. Each producer may have had one more message under way, and the
    /// consumer one more removal.
    void check(List<String> found, int producers) {
        assertThat(found).filteredOn(settled::contains).isEmpty();
        checkFlushed(found, producers);
        checkOrder(found, producers);
    }

    /// Compares with what is there after a power cut, which may undo removals that were only kill-safe.
    void checkFlushed(List<String> found, int producers) {
        Set<String> missing = new TreeSet<>(stored);
        missing.removeAll(settled);
        found.forEach(missing::remove);
        assertThat(missing)
                .as("confirmed, not settled, and lost (but the one whose removal was under way)")
                .hasSizeLessThanOrEqualTo(1);
        assertThat(found).doesNotHaveDuplicates();
        assertThat(found).filteredOn(flushed::contains).isEmpty();
        assertThat(found.stream().filter(text -> !stored.contains(text))).hasSizeLessThanOrEqualTo(producers);
        for (int producer = 0; producer < producers; producer++) {
            assertThat(numbersOf(producer, found)).isSorted();
        }
    }

    /// The consumer takes the oldest, so that what is left has no gaps.
    private static void checkOrder(List<String> found, int producers) {
        for (int producer = 0; producer < producers; producer++) {
            List<Integer> numbers = numbersOf(producer, found);
            if (!numbers.isEmpty()) {
                assertThat(numbers).hasSize(numbers.getLast() - numbers.getFirst() + 1);
            }
        }
    }

    private static List<Integer> numbersOf(int producer, List<String> found) {
        String prefix = "<p" + producer + "-";
        return found.stream()
                .filter(text -> text.startsWith(prefix))
                .map(text -> Integer.valueOf(text.substring(prefix.length(), text.length() - 1)))
                .toList();
    }

    private static Set<String> after(String start, Collection<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
