// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.MapFunction;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.Predicate;
import dev.holdfast.settings.FirstLine;
import java.util.Collection;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A JSONPath, compiled, and what can be done at the places that it points at. No document that is handed in is
/// changed. A path that takes too many steps is cut off. Thread-safe.
public final class JsonPaths {

    /// The most brackets within brackets.
    private static final int DEEPEST = 50;

    private static final String ROOT = "$";

    private final String text;
    private final JsonPath path;

    private JsonPaths(String text, JsonPath path) {
        this.text = text;
        this.path = path;
    }

    /// Compiles a path.
    ///
    /// @param text such as `$.orders[0].id`
    /// @throws ExpressionSyntaxException when it is none
    public static JsonPaths compile(String text) {
        requireBounds(text);
        try {
            JsonFilters filters = JsonFilters.of(text);
            return new JsonPaths(
                    text, JsonPath.compile(filters.path(), filters.predicates().toArray(new Predicate[0])));
        } catch (IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new ExpressionSyntaxException(text, "it is no JSONPath: it ends too early");
        } catch (JsonPathException | IllegalArgumentException | ClassCastException e) {
            throw new ExpressionSyntaxException(text, "it is no JSONPath: " + FirstLine.of(e));
        } catch (StackOverflowError e) {
            throw new ExpressionSyntaxException(text, "it is nested too deeply");
        }
    }

    /// As it was written.
    public String text() {
        return text;
    }

    /// Whether it points at one place at most; else it gives an array.
    public boolean isDefinite() {
        return path.isDefinite();
    }

    /// What it points at: of a path that may point at several places an array, which may be empty.
    ///
    /// @return empty when a definite path points at nothing, or a function has nothing to work with
    /// @throws EvaluationException when it takes too many steps
    public Optional<JsonNode> read(JsonNode document) {
        try {
            Object found = path.read(document, JsonBudget.configuration(text, document));
            Optional<JsonNode> node = Optional.ofNullable(found).map(JsonPaths::node);
            if (!path.isDefinite()) {
                node.ifPresent(new Extent(text)::add);
            }
            return node;
        } catch (JsonPathException e) {
            return Optional.empty();
        } catch (IllegalStateException | IllegalArgumentException | ClassCastException e) {
            throw new EvaluationException(text, "its functions do not fit what they are applied to", e);
        } catch (StackOverflowError e) {
            throw EvaluationException.cutOff(text, "it goes too deep");
        }
    }

    /// A copy of the document with the value at each place.
    ///
    /// @throws EvaluationException when it points at nothing, or takes too many steps
    public JsonNode replace(JsonNode document, JsonNode value) {
        return path.getPath().equals(ROOT) ? value : changed(document, (old, settings) -> value);
    }

    /// A copy of the document without what is at the places; the same when it points at nothing.
    ///
    /// @throws EvaluationException when it points at the whole document, or takes too many steps
    public JsonNode delete(JsonNode document) {
        if (path.getPath().equals(ROOT)) {
            throw new EvaluationException(text, "the whole document cannot be deleted");
        }
        JsonNode copy = document.deepCopy();
        try {
            path.delete(copy, JsonBudget.configuration(text, document));
        } catch (PathNotFoundException e) {
            return copy;
        } catch (JsonPathException e) {
            throw new EvaluationException(text, FirstLine.of(e), e);
        }
        return copy;
    }

    /// A copy of the document with the value added at each place: to an array as its last element, to an object
    /// as its members, if the value is an object.
    ///
    /// @throws EvaluationException when it points at nothing or at something else, or takes too many steps
    public JsonNode add(JsonNode document, JsonNode value) {
        return path.getPath().equals(ROOT)
                ? sum(document, value)
                : changed(document, (old, settings) -> sum((JsonNode) old, value));
    }

    private JsonNode sum(JsonNode old, JsonNode value) {
        if (old instanceof ArrayNode array) {
            return array.deepCopy().add(value);
        }
        if (old instanceof ObjectNode object && value instanceof ObjectNode members) {
            return object.deepCopy().setAll(members);
        }
        throw new EvaluationException(text, "a value is added to an array, or an object to an object");
    }

    private JsonNode changed(JsonNode document, MapFunction change) {
        JsonNode copy = document.deepCopy();
        Counter counter = new Counter(change);
        try {
            path.map(copy, counter, JsonBudget.configuration(text, document));
        } catch (PathNotFoundException e) {
            throw new EvaluationException(text, "it points at nothing", e);
        } catch (JsonPathException e) {
            throw new EvaluationException(text, FirstLine.of(e), e);
        }
        if (counter.changes == 0) {
            throw new EvaluationException(text, "it points at nothing");
        }
        return copy;
    }

    private static void requireBounds(String text) {
        Expressions.requireLength(text);
        int depth = 0;
        for (int at = 0; at < text.length() && depth >= 0; at = JsonText.next(text, at)) {
            depth += JsonText.nesting(text.charAt(at));
            if (depth > DEEPEST) {
                throw new ExpressionSyntaxException(text, "it is nested more than " + DEEPEST + " deep");
            }
        }
        if (depth != 0) {
            throw new ExpressionSyntaxException(text, "it is no JSONPath: its brackets do not fit together");
        }
    }

    /// Functions give values of Java.
    private static JsonNode node(Object found) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (found) {
            case JsonNode node -> node;
            case Integer number -> nodes.numberNode(number);
            case Number number -> new Value.Num(number.doubleValue()).asJson();
            case Boolean bool -> nodes.booleanNode(bool);
            case Collection<?> elements -> {
                ArrayNode array = nodes.arrayNode();
                elements.forEach(element -> array.add(node(element)));
                yield array;
            }
            default -> nodes.stringNode(found.toString());
        };
    }

    /// A change that notes how often it was made.
    private static final class Counter implements MapFunction {

        private final MapFunction change;
        private int changes;

        Counter(MapFunction change) {
            this.change = change;
        }

        @Override
        public Object map(Object old, Configuration settings) {
            changes++;
            return change.map(old, settings);
        }
    }
}
