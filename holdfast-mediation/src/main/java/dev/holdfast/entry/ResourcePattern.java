// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which paths below the context of an API a resource takes. Immutable.
sealed interface ResourcePattern {

    /// As it is written; `/` for the resource that takes what no other does.
    String text();

    /// The variables of a request that it takes; empty when it does not take it.
    ///
    /// @param segments of the path behind the context, decoded
    Optional<Map<String, String>> match(List<String> segments, QueryParameters query);

    /// Where it comes in the order of looking: a smaller one first.
    int rank();

    /// One path.
    record Exact(String text, List<String> segments) implements ResourcePattern {
        public Exact {
            segments = List.copyOf(segments);
        }

        @Override
        public Optional<Map<String, String>> match(List<String> found, QueryParameters query) {
            return when(found.equals(segments));
        }

        @Override
        public int rank() {
            return 0;
        }
    }

    /// A path and everything below it. Of several the longest comes first.
    record Prefix(String text, List<String> segments) implements ResourcePattern {

        private static final int MOST_SEGMENTS = 100_000;

        public Prefix {
            segments = List.copyOf(segments);
        }

        @Override
        public Optional<Map<String, String>> match(List<String> found, QueryParameters query) {
            return when(found.size() >= segments.size()
                    && found.subList(0, segments.size()).equals(segments));
        }

        @Override
        public int rank() {
            return MOST_SEGMENTS - segments.size();
        }
    }

    /// Everything whose last segment ends so.
    record Extension(String text, String ending) implements ResourcePattern {
        @Override
        public Optional<Map<String, String>> match(List<String> found, QueryParameters query) {
            return when(!found.isEmpty() && found.getLast().endsWith(ending));
        }

        @Override
        public int rank() {
            return 200_000;
        }
    }

    /// What fits a template.
    record Template(UriTemplate template) implements ResourcePattern {
        @Override
        public String text() {
            return template.text();
        }

        @Override
        public Optional<Map<String, String>> match(List<String> found, QueryParameters query) {
            return template.match(found, query);
        }

        @Override
        public int rank() {
            return 300_000;
        }
    }

    /// Everything that is left.
    record Everything() implements ResourcePattern {
        @Override
        public String text() {
            return "/";
        }

        @Override
        public Optional<Map<String, String>> match(List<String> found, QueryParameters query) {
            return when(true);
        }

        @Override
        public int rank() {
            return 400_000;
        }
    }

    /// Reads a URL mapping: `/a/b`, `/a/*` or `*.ext`.
    ///
    /// @throws IllegalArgumentException when it is none of these
    static ResourcePattern mapping(String text) {
        if (text.startsWith("*.") && text.indexOf('/') < 0 && text.indexOf('*', 1) < 0) {
            return new Extension(text, text.substring(1));
        }
        boolean prefix = text.endsWith("/*");
        String path = prefix ? text.substring(0, text.length() - 1) : text;
        if (!path.startsWith("/") || path.indexOf('*') >= 0 || path.indexOf('{') >= 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no URL mapping; expected a path /a/b, a prefix /a/* or an extension *.ext");
        }
        List<String> segments = RequestPath.of(path).segments();
        return prefix ? new Prefix(text, segments) : new Exact(text, segments);
    }

    private static Optional<Map<String, String>> when(boolean matches) {
        return matches ? Optional.of(Map.of()) : Optional.empty();
    }
}
