// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// `json-eval(...)`: a JSONPath on the body, or on a property that holds JSON (`json-eval($ctx:order.id)`).
///
/// @param text as it stands in the artifact
/// @param source what the path walks through
/// @param path from there
record JsonEval(String text, Source source, JsonPaths path) implements Expression {

    private static final Logger LOGGER = System.getLogger(JsonEval.class.getName());
    private static final String START = "json-eval(";
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+):([\\w\\-]+)(.*)", Pattern.DOTALL);

    /// What a path walks through.
    interface Source {

        /// The document; empty when there is none.
        Optional<JsonNode> of(View view);
    }

    static boolean is(String text) {
        return text.startsWith(START);
    }

    /// @param text without blanks around it
    /// @throws ExpressionSyntaxException when it cannot be compiled
    static JsonEval read(String text) {
        if (!text.endsWith(")")) {
            throw new ExpressionSyntaxException(text, "the ) of json-eval( is missing");
        }
        String inside = text.substring(START.length(), text.length() - 1).strip();
        Matcher variable = VARIABLE.matcher(inside);
        if (!variable.matches()) {
            return new JsonEval(text, view -> Optional.of(view.body().json()), compiled(text, rooted(inside)));
        }
        String prefix = variable.group(1);
        String name = variable.group(2);
        PropertyLookup.requirePrefix(text, prefix);
        String rest = variable.group(3).strip();
        return new JsonEval(text, view -> document(view, prefix, name), compiled(text, "$" + rest));
    }

    @Override
    public Language language() {
        return Language.JSON_PATH;
    }

    @Override
    public Value evaluate(View view) {
        Optional<JsonNode> found = source.of(view).flatMap(path::read);
        if (found.isEmpty()) {
            LOGGER.log(Level.WARNING, text + " finds nothing");
        }
        return found.<Value>map(Value.Json::new).orElseGet(Value.Missing::new);
    }

    private static JsonPaths compiled(String text, String path) {
        try {
            return JsonPaths.compile(path);
        } catch (ExpressionSyntaxException e) {
            throw new ExpressionSyntaxException(text, e.reason());
        }
    }

    private static Optional<JsonNode> document(View view, String prefix, String name) {
        Value value = PropertyLookup.variable(view, prefix, name);
        return value.isMissing() ? Optional.empty() : Optional.of(Values.parsed(value));
    }

    /// Upstream also takes `json-eval(a.b)`.
    private static String rooted(String inside) {
        return inside.startsWith("$") ? inside : "$." + inside;
    }
}
