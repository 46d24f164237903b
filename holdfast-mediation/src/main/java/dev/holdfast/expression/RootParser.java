// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import dev.holdfast.expression.JsonTail.Piece;
import dev.holdfast.expression.SynapseTree.Place;
import dev.holdfast.settings.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Reads what of the message a Synapse expression names: the roots, and the JSONPath behind them. Not thread-safe.
final class RootParser {

    /// The names that a value can begin with.
    static final Set<String> NAMES = Set.of("payload", "vars", "headers", "props", "properties", "params", "configs");

    private static final Map<String, Place> PROPERTIES =
            Map.of("synapse", Place.DEFAULT_PROPERTY, "axis2", Place.AXIS2_PROPERTY);
    private static final Map<String, Place> PARAMETERS = Map.of(
            "queryParams", Place.QUERY_PARAMETER,
            "pathParams", Place.PATH_PARAMETER,
            "functionParams", Place.TEMPLATE_PARAMETER);
    private static final Set<String> PATH_FUNCTIONS =
            Set.of("length", "size", "min", "max", "avg", "sum", "stddev", "keys", "first", "last");

    private final Cursor cursor;
    private final SynapseParser parser;

    RootParser(Cursor cursor, SynapseParser parser) {
        this.cursor = cursor;
        this.parser = parser;
    }

    /// What the name stands for, read to its end; empty when it is none of [#NAMES].
    Optional<SynapseTree> root(String name) {
        return switch (name) {
            case "payload" -> Optional.of(new SynapseTree.Payload(tail(true)));
            case "vars" -> {
                String variable = key("vars");
                yield Optional.of(new SynapseTree.Variable(variable, tail(false)));
            }
            case "headers" -> Optional.of(new SynapseTree.Lookup(Place.HEADER, key("headers")));
            case "configs" -> Optional.of(new SynapseTree.Lookup(Place.CONFIGURATION, key("configs")));
            case "props", "properties" -> Optional.of(scoped(name, PROPERTIES));
            case "params" -> Optional.of(scoped(name, PARAMETERS));
            default -> Optional.empty();
        };
    }

    private SynapseTree scoped(String root, Map<String, Place> places) {
        cursor.expect(".");
        int start = cursor.at();
        String scope = cursor.takeName(String.join(" or ", new TreeSet<>(places.keySet())));
        Place place = places.get(scope);
        if (place == null) {
            throw cursor.error(
                    start,
                    "there is no " + root + "." + scope + "; expected "
                            + String.join(" or ", new TreeSet<>(places.keySet()))
                            + NearestName.hint(scope, places.keySet()));
        }
        return new SynapseTree.Lookup(place, key(root + "." + scope));
    }

    /// `.name`, `."name"`, `["name"]` or `.["name"]`.
    private String key(String root) {
        boolean dot = cursor.accept(".");
        if (dot && cursor.isQuoted()) {
            return cursor.takeQuoted();
        }
        if (cursor.accept("[")) {
            cursor.blanks();
            if (!cursor.isQuoted()) {
                throw cursor.expected("a name in quotes, as in " + root + "[\"name\"]");
            }
            String name = cursor.takeQuoted();
            cursor.expect("]");
            return name;
        }
        if (!dot) {
            throw cursor.expected("'.' or '[' behind " + root);
        }
        return cursor.takeName("a name; other characters than letters, digits and _ are written " + root + "[\"...\"]");
    }

    /// The path that begins here.
    ///
    /// @param body whether it walks through the body, which `$` in a filter then stands for
    JsonTail tail(boolean body) {
        int start = cursor.at();
        List<Piece> pieces = new ArrayList<>();
        while (step(pieces, body)) {
            cursor.count();
        }
        try {
            return JsonTail.of(pieces);
        } catch (ExpressionSyntaxException e) {
            throw cursor.error(start, e.reason());
        }
    }

    private boolean step(List<Piece> pieces, boolean body) {
        if (cursor.looksAt("..")) {
            cursor.skip(2);
            pieces.add(new Piece.Verbatim(".."));
            if (cursor.here() != '[') {
                pieces.add(new Piece.Verbatim(cursor.accept("*") ? "*" : cursor.takeName("a name, * or [")));
                return true;
            }
        } else if (cursor.here() == '.') {
            cursor.skip(1);
            if (cursor.here() != '[') {
                pieces.add(new Piece.Verbatim(cursor.accept("*") ? ".*" : member()));
                return true;
            }
        }
        if (cursor.here() != '[') {
            return false;
        }
        cursor.skip(1);
        bracket(pieces, body);
        return true;
    }

    private String member() {
        int start = cursor.at();
        String name = cursor.takeName("a name; other characters are written [\"...\"]");
        if (cursor.here() != '(') {
            return "['" + name + "']";
        }
        if (!PATH_FUNCTIONS.contains(name)) {
            throw cursor.error(
                    start,
                    "there is no function " + name + " of a path; expected one of "
                            + String.join(", ", new TreeSet<>(PATH_FUNCTIONS))
                            + NearestName.hint(name, PATH_FUNCTIONS));
        }
        cursor.skip(1);
        cursor.expect(")");
        return "." + name + "()";
    }

    private void bracket(List<Piece> pieces, boolean body) {
        pieces.add(new Piece.Verbatim("["));
        if (cursor.accept("*")) {
            pieces.add(new Piece.Verbatim("*"));
        } else if (cursor.accept("?")) {
            pieces.add(new Piece.Verbatim("?"));
            new FilterParser(cursor, parser, body).read(pieces);
        } else {
            indices(pieces);
        }
        cursor.expect("]");
        pieces.add(new Piece.Verbatim("]"));
    }

    /// Indices or names with commas, or a slice with colons.
    private void indices(List<Piece> pieces) {
        boolean more = true;
        while (more) {
            cursor.blanks();
            if (cursor.here() != ':' && cursor.here() != ']' && cursor.here() != ',') {
                pieces.add(index(parser.comparison()));
            }
            if (cursor.accept(",")) {
                pieces.add(new Piece.Verbatim(","));
            } else if (cursor.accept(":")) {
                pieces.add(new Piece.Verbatim(":"));
            } else {
                more = false;
            }
        }
    }

    private static Piece index(SynapseTree tree) {
        return tree instanceof SynapseTree.Literal(JsonNode value)
                ? new Piece.Verbatim(JsonTail.index(value))
                : new Piece.Index(tree);
    }
}
