// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.entry.UriTemplate.Many;
import dev.holdfast.entry.UriTemplate.QueryPart;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads URI templates: `/a/{b}/c-{d}.{e}`, `{+rest}` and `*` for many segments, `?x={y}` for parameters that must
/// be there, `{?x,y}` for those that may. For one use.
final class UriTemplateReader {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.%-]+");

    private final String text;
    private final List<SegmentPattern> before = new ArrayList<>();
    private final List<SegmentPattern> after = new ArrayList<>();
    private Optional<Many> many = Optional.empty();

    UriTemplateReader(String text) {
        this.text = text;
    }

    UriTemplate read() {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("a URI template begins with /");
        }
        int question = questionMark();
        for (String segment : split(text.substring(0, question), '/')) {
            if (!segment.isEmpty()) {
                readSegment(segment);
            }
        }
        UriTemplate template = new UriTemplate(text, before, many, after, query(text.substring(question)));
        List<String> names = variables(template);
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("a variable stands in it twice");
        }
        return template;
    }

    /// The name of a variable.
    static String variable(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("{" + name + "} is not supported; supported are {name}, {+name} as a"
                    + " whole segment, {?name,name} at the end and * at the end");
        }
        return name;
    }

    static List<String> variables(UriTemplate template) {
        return Stream.of(
                        template.before().stream().flatMap(pattern -> pattern.variables().stream()),
                        template.many().stream().map(Many::name),
                        template.after().stream().flatMap(pattern -> pattern.variables().stream()),
                        template.query().stream().flatMap(part -> part.value().variables().stream()))
                .flatMap(names -> names)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private void readSegment(String segment) {
        boolean reserved = segment.startsWith("{+") && segment.indexOf('}') == segment.length() - 1;
        if (reserved || segment.equals("*")) {
            if (many.isPresent()) {
                throw new IllegalArgumentException("only one part of it can stand for many segments");
            }
            many = Optional.of(
                    reserved ? new Many(variable(segment.substring(2, segment.length() - 1)), 1) : new Many("", 0));
        } else {
            (many.isPresent() ? after : before).add(SegmentPattern.parse(segment, false));
            if (segment.endsWith("*") && many.isEmpty()) {
                many = Optional.of(new Many("", 0));
            }
        }
    }

    /// Where the query begins: at a `?` of its own, or at `{?`.
    private int questionMark() {
        int question = text.indexOf('?');
        if (question < 0) {
            return text.length();
        }
        return text.charAt(question - 1) == '{' ? question - 1 : question;
    }

    private static List<QueryPart> query(String query) {
        if (query.isEmpty()) {
            return List.of();
        }
        List<QueryPart> parts = new ArrayList<>();
        if (query.startsWith("{?")) {
            if (!query.endsWith("}") || query.indexOf('}') < query.length() - 1) {
                throw new IllegalArgumentException("{?...} ends a template");
            }
            for (String name : split(query.substring(2, query.length() - 1), ',')) {
                parts.add(new QueryPart(variable(name), SegmentPattern.parse("{" + name + "}", true), false));
            }
            return parts;
        }
        for (String pair : split(query.substring(1), '&')) {
            int equals = pair.indexOf('=');
            String name = PercentCode.decodeForm(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parts.add(new QueryPart(name, SegmentPattern.parse(value, true), true));
        }
        return parts;
    }

    private static List<String> split(String text, char at) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf(at); end >= 0; end = text.indexOf(at, start)) {
            parts.add(text.substring(start, end));
            start = end + 1;
        }
        parts.add(text.substring(start));
        return parts;
    }
}
