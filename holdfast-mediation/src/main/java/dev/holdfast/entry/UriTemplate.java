// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A URI template, read backwards: which requests it could have made, and from which variables. Matching takes a
/// time that grows with the length of the path only. Immutable.
///
/// @param text as it is written
/// @param before segments up to the one that may stand for many; all of them, where there is no such one
/// @param many the variable that may stand for many segments, its name empty for `*`
/// @param after segments behind that one
/// @param query what parameters must or may be there
record UriTemplate(
        String text,
        List<SegmentPattern> before,
        Optional<Many> many,
        List<SegmentPattern> after,
        List<QueryPart> query) {

    /// Segments that are taken together.
    ///
    /// @param name of the variable; empty when they are only passed over
    /// @param least how many there must be
    record Many(String name, int least) {}

    /// A parameter of the query.
    ///
    /// @param name of the parameter
    /// @param value what it must be, or the variable that takes it
    /// @param required whether a request without it does not match
    record QueryPart(String name, SegmentPattern value, boolean required) {}

    UriTemplate {
        before = List.copyOf(before);
        after = List.copyOf(after);
        query = List.copyOf(query);
    }

    /// Reads one.
    ///
    /// @throws IllegalArgumentException when it cannot be read; the message says why
    static UriTemplate parse(String text) {
        return new UriTemplateReader(text).read();
    }

    /// The names of its variables in the path and in the query.
    List<String> variables() {
        return UriTemplateReader.variables(this);
    }

    /// The names of its variables in the path.
    List<String> pathVariables() {
        return UriTemplateReader.variables(new UriTemplate(text, before, many, after, List.of()));
    }

    /// The variables of a request that it fits, decoded; empty when it does not.
    ///
    /// @param segments decoded
    Optional<Map<String, String>> match(List<String> segments, QueryParameters parameters) {
        Map<String, String> variables = new LinkedHashMap<>();
        return matchPath(segments, variables) && matchQuery(parameters, variables)
                ? Optional.of(variables)
                : Optional.empty();
    }

    private boolean matchPath(List<String> segments, Map<String, String> variables) {
        int middle = segments.size() - before.size() - after.size();
        if (middle < many.map(Many::least).orElse(0) || (many.isEmpty() && middle > 0)) {
            return false;
        }
        int end = segments.size() - after.size();
        if (!match(before, segments.subList(0, before.size()), variables)
                || !match(after, segments.subList(end, segments.size()), variables)) {
            return false;
        }
        many.filter(all -> !all.name.isEmpty())
                .ifPresent(all -> variables.put(all.name, String.join("/", segments.subList(before.size(), end))));
        return true;
    }

    private boolean matchQuery(QueryParameters parameters, Map<String, String> variables) {
        for (QueryPart part : query) {
            String value = parameters.values().get(part.name);
            if (value == null ? part.required : !part.value.match(value, variables)) {
                return false;
            }
        }
        return true;
    }

    private static boolean match(List<SegmentPattern> patterns, List<String> segments, Map<String, String> variables) {
        for (int i = 0; i < patterns.size(); i++) {
            if (!patterns.get(i).match(segments.get(i), variables)) {
                return false;
            }
        }
        return true;
    }
}
