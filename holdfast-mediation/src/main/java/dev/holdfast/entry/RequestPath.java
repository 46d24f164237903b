// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The path of a request, taken apart. Segments are compared decoded, and empty ones do not count, so that no other
/// spelling of a path leads past the resource that is meant for it. A slash that is written `%2F` stays part of its
/// segment.
///
/// @param raw as it came
/// @param segments decoded
/// @param ends where in the raw path each of them ends
record RequestPath(String raw, List<String> segments, List<Integer> ends) {

    RequestPath {
        segments = List.copyOf(segments);
        ends = List.copyOf(ends);
    }

    static RequestPath of(String raw) {
        List<String> segments = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        int start = 0;
        while (start <= raw.length()) {
            int slash = raw.indexOf('/', start);
            int end = slash < 0 ? raw.length() : slash;
            if (end > start) {
                segments.add(PercentCode.decode(raw.substring(start, end)));
                ends.add(end);
            }
            start = end + 1;
        }
        return new RequestPath(raw, segments, ends);
    }

    /// Whether it has a segment `.` or `..`, however that is written: clients resolve those before they send, and
    /// what stands behind us may resolve them again, out of what it was let into.
    boolean hasDotSegments() {
        if (raw.indexOf('.') < 0 && !raw.toLowerCase(Locale.ROOT).contains("%2e")) {
            return false;
        }
        return segments.stream().anyMatch(RequestPath::leadsElsewhere);
    }

    /// What stands behind the first segments, as it came; `/` for nothing.
    String rest(int count) {
        String rest = count == 0 ? raw : raw.substring(ends.get(count - 1));
        return rest.isEmpty() ? "/" : rest;
    }

    /// The segments behind the first ones.
    List<String> segmentsFrom(int count) {
        return segments.subList(count, segments.size());
    }

    private static boolean leadsElsewhere(String segment) {
        for (String part : segment.split("[/\\\\]", -1)) {
            if (part.equals(".") || part.equals("..")) {
                return true;
            }
        }
        return false;
    }
}
