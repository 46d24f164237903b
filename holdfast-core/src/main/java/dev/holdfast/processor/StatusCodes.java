// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import java.util.Collection;
import java.util.List;

/// A set of HTTP status codes, given as single codes and ranges.
///
/// @param ranges in any order
public record StatusCodes(List<Range> ranges) {

    /// From one code to another, both included.
    public record Range(int first, int last) {

        /// @throws IllegalArgumentException when these are no status codes or the first is above the last
        public Range {
            if (first < 100 || last > 599 || first > last) {
                throw new IllegalArgumentException(
                        "status codes are 100 to 599, lower one first: " + first + "-" + last);
            }
        }
    }

    /// Copies the list.
    public StatusCodes {
        ranges = List.copyOf(ranges);
    }

    /// No codes.
    public static StatusCodes none() {
        return new StatusCodes(List.of());
    }

    /// Those codes.
    public static StatusCodes of(Collection<Integer> codes) {
        return new StatusCodes(
                codes.stream().sorted().map(code -> new Range(code, code)).toList());
    }

    /// Reads a comma list such as `400, 404, 500-599`; empty entries are left out.
    ///
    /// @throws IllegalArgumentException when an entry is neither a code nor a range of codes
    public static StatusCodes parse(String text) {
        return new StatusCodes(java.util.Arrays.stream(text.split(",", -1))
                .map(String::trim)
                .filter(entry -> !entry.isEmpty())
                .map(StatusCodes::range)
                .toList());
    }

    /// Whether the code is in the set.
    public boolean contains(int code) {
        return ranges.stream().anyMatch(range -> range.first <= code && code <= range.last);
    }

    private static Range range(String entry) {
        int dash = entry.indexOf('-');
        String first = dash < 0 ? entry : entry.substring(0, dash).trim();
        String last = dash < 0 ? entry : entry.substring(dash + 1).trim();
        try {
            return new Range(Integer.parseInt(first), Integer.parseInt(last));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a status code or a range of them: '" + entry + "'", e);
        }
    }
}
