// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One segment of a template: texts with variables between them. A variable takes what stands before the next text,
/// the nearest one; nothing is tried twice. Immutable.
///
/// @param texts one more than there are variables; only the first and the last may be empty
/// @param variables their names; empty for one that is passed over
/// @param mayBeEmpty whether variables may stand for nothing
record SegmentPattern(List<String> texts, List<String> variables, boolean mayBeEmpty) {

    SegmentPattern {
        texts = List.copyOf(texts);
        variables = List.copyOf(variables);
    }

    /// Reads `text{variable}text`; a `*` at the end is a variable without a name that may be empty.
    ///
    /// @throws IllegalArgumentException when it cannot be read; the message says why
    static SegmentPattern parse(String segment, boolean mayBeEmpty) {
        List<String> texts = new ArrayList<>();
        List<String> variables = new ArrayList<>();
        int start = 0;
        while (true) {
            int open = segment.indexOf('{', start);
            String text = segment.substring(start, open < 0 ? segment.length() : open);
            if (open < 0 && text.endsWith("*")) {
                texts.add(literal(text.substring(0, text.length() - 1)));
                variables.add("");
                texts.add("");
                return checked(texts, variables, true);
            }
            texts.add(literal(text));
            if (open < 0) {
                return checked(texts, variables, mayBeEmpty);
            }
            int close = segment.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("a { is not closed");
            }
            variables.add(UriTemplateReader.variable(segment.substring(open + 1, close)));
            start = close + 1;
        }
    }

    private static SegmentPattern checked(List<String> texts, List<String> variables, boolean mayBeEmpty) {
        if (texts.size() > 2 && texts.subList(1, texts.size() - 1).contains("")) {
            throw new IllegalArgumentException("between two variables a text is needed that tells them apart");
        }
        return new SegmentPattern(texts, variables, mayBeEmpty);
    }

    private static String literal(String text) {
        if (text.indexOf('*') >= 0 || text.indexOf('}') >= 0) {
            throw new IllegalArgumentException("expected * at the end only, and each } behind its {");
        }
        return PercentCode.decode(text);
    }

    /// Whether it could have made the text; if so, its variables are added.
    boolean match(String text, Map<String, String> found) {
        String first = texts.getFirst();
        if (variables.isEmpty()) {
            return text.equals(first);
        }
        String last = texts.getLast();
        if (!text.startsWith(first) || text.length() < first.length() + last.length() || !text.endsWith(last)) {
            return false;
        }
        return matchVariables(text.substring(first.length(), text.length() - last.length()), found);
    }

    private boolean matchVariables(String text, Map<String, String> found) {
        int start = 0;
        for (int i = 0; i < variables.size(); i++) {
            boolean isLast = i == variables.size() - 1;
            int end = isLast ? text.length() : text.indexOf(texts.get(i + 1), mayBeEmpty ? start : start + 1);
            if (end < 0 || (end == start && !mayBeEmpty)) {
                return false;
            }
            if (!variables.get(i).isEmpty()) {
                found.put(variables.get(i), text.substring(start, end));
            }
            start = isLast ? end : end + texts.get(i + 1).length();
        }
        return true;
    }
}
