// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import com.jayway.jsonpath.Filter;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/// The filters of a JSONPath that search with a regular expression. The library would run that without a limit,
/// so each such filter is replaced by `[?]` and judged here; all others stay in the text.
///
/// @param path the text with its filters replaced
/// @param predicates for the places of `[?]`, in their order
record JsonFilters(String path, List<Predicate> predicates) {

    private static final Map<Character, Integer> FLAGS = Map.of(
            'd', Pattern.UNIX_LINES,
            'i', Pattern.CASE_INSENSITIVE,
            'x', Pattern.COMMENTS,
            'm', Pattern.MULTILINE,
            's', Pattern.DOTALL,
            'u', Pattern.UNICODE_CASE,
            'U', Pattern.UNICODE_CHARACTER_CLASS);
    private static final String OPERATOR = "=~";

    JsonFilters {
        predicates = List.copyOf(predicates);
    }

    /// @throws ExpressionSyntaxException when such a filter cannot be read
    static JsonFilters of(String path) {
        if (!path.contains(OPERATOR)) {
            return new JsonFilters(path, List.of());
        }
        StringBuilder rest = new StringBuilder();
        List<Predicate> predicates = new ArrayList<>();
        int from = 0;
        while (true) {
            int start = JsonText.indexOf(path, from, "[?");
            if (start < 0) {
                return new JsonFilters(rest.append(path, from, path.length()).toString(), predicates);
            }
            int end = JsonText.closing(path, start);
            if (end < 0) {
                throw new ExpressionSyntaxException(path, "the filter " + path.substring(start) + " has no end");
            }
            String filter = path.substring(start + 2, end).strip();
            rest.append(path, from, start);
            if (JsonText.indexOf(filter, 0, OPERATOR) < 0) {
                rest.append(path, start, end + 1);
            } else {
                predicates.add(new FilterReader(path, filter).read());
                rest.append("[?]");
            }
            from = end + 1;
        }
    }

    /// Reads the boolean structure of a filter; what has no regular expression goes to the library.
    private static final class FilterReader {

        private static final int DEEPEST = 50;

        private final String path;
        private final String text;
        private int at;
        private int depth;

        FilterReader(String path, String text) {
            this.path = path;
            this.text = text;
        }

        Predicate read() {
            Predicate all = either();
            blanks();
            if (at < text.length()) {
                throw error("'" + text.substring(at) + "' is not expected");
            }
            return all;
        }

        private Predicate either() {
            Predicate left = both();
            while (accept("||")) {
                Predicate first = left;
                Predicate second = both();
                left = context -> first.apply(context) || second.apply(context);
            }
            return left;
        }

        private Predicate both() {
            Predicate left = one();
            while (accept("&&")) {
                Predicate first = left;
                Predicate second = one();
                left = context -> first.apply(context) && second.apply(context);
            }
            return left;
        }

        private Predicate one() {
            if (++depth > DEEPEST) {
                throw error("it is nested too deeply");
            }
            try {
                if (accept("!")) {
                    Predicate inner = one();
                    return context -> !inner.apply(context);
                }
                if (accept("(")) {
                    Predicate inner = either();
                    if (!accept(")")) {
                        throw error("a ) is missing");
                    }
                    return inner;
                }
                return leaf();
            } finally {
                depth--;
            }
        }

        private Predicate leaf() {
            int end = at;
            while (end < text.length() && !isEnd(end)) {
                end = JsonText.next(text, end);
            }
            String leaf = text.substring(at, end).strip();
            at = end;
            int operator = JsonText.indexOf(leaf, 0, OPERATOR);
            return operator < 0
                    ? Filter.parse("[?(" + leaf + ")]")
                    : search(
                            leaf.substring(0, operator).strip(),
                            leaf.substring(operator + 2).strip());
        }

        private boolean isEnd(int index) {
            return text.startsWith("&&", index) || text.startsWith("||", index) || text.charAt(index) == ')';
        }

        private Predicate search(String left, String right) {
            int end = right.lastIndexOf('/');
            if (end < 1 || right.charAt(0) != '/' || !(left.startsWith("@") || left.startsWith("$"))) {
                throw error("'" + left + " =~ " + right + "': expected PATH =~ /REGULAR EXPRESSION/");
            }
            BoundedPattern pattern = pattern(right.substring(1, end), right.substring(end + 1));
            boolean root = left.startsWith("$");
            JsonPath operand = JsonPath.compile("$" + left.substring(1));
            return context -> fits(context, operand, root, pattern);
        }

        private BoundedPattern pattern(String regex, String letters) {
            int flags = 0;
            for (int i = 0; i < letters.length(); i++) {
                char letter = letters.charAt(i);
                Integer flag = FLAGS.get(letter);
                if (flag == null) {
                    throw error("there is no flag " + letter + " of regular expressions");
                }
                flags |= flag;
            }
            try {
                return BoundedPattern.compile(regex.replace("\\/", "/"), flags);
            } catch (PatternSyntaxException e) {
                throw error("/" + regex + "/ is no regular expression: "
                        + e.getDescription().toLowerCase(Locale.ROOT));
            }
        }

        private static boolean fits(
                Predicate.PredicateContext context, JsonPath operand, boolean root, BoundedPattern pattern) {
            Object found;
            try {
                found = operand.read(root ? context.root() : context.item(), context.configuration());
            } catch (PathNotFoundException e) {
                return false;
            }
            if (!(found instanceof JsonNode node)) {
                return false;
            }
            if (node.isArray()) {
                return node.valueStream().anyMatch(element -> fits(element, pattern));
            }
            return fits(node, pattern);
        }

        private static boolean fits(JsonNode value, BoundedPattern pattern) {
            return value.isValueNode() && !value.isNull() && pattern.matches(new Value.Json(value).asText());
        }

        private boolean accept(String token) {
            blanks();
            if (!text.startsWith(token, at)) {
                return false;
            }
            at += token.length();
            return true;
        }

        private void blanks() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private ExpressionSyntaxException error(String reason) {
            return new ExpressionSyntaxException(path, "in the filter: " + reason);
        }
    }
}
