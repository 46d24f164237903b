// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A Synapse expression: `${...}`. What cannot be evaluated is missing, with a warning.
///
/// @param text as it stands in the artifact
/// @param tree what it says
record SynapseExpression(String text, SynapseTree tree) implements Expression {

    private static final Logger LOGGER = System.getLogger(SynapseExpression.class.getName());
    private static final String START = "${";

    static boolean is(String text) {
        return text.startsWith(START);
    }

    /// Reads a text that is an expression and nothing else.
    ///
    /// @throws ExpressionSyntaxException where it goes wrong
    static SynapseExpression read(String text, Map<String, String> namespaces) {
        Cursor cursor = new Cursor(text, 0);
        SynapseExpression expression = read(cursor, namespaces);
        if (!cursor.isAtEnd()) {
            throw cursor.expected("the end behind '}'");
        }
        return expression;
    }

    /// Reads the expression that begins at the cursor, to its closing brace.
    ///
    /// @throws ExpressionSyntaxException where it goes wrong
    static SynapseExpression read(Cursor cursor, Map<String, String> namespaces) {
        int start = cursor.at();
        cursor.expect(START);
        SynapseTree tree = new SynapseParser(cursor, namespaces).expression();
        if (!cursor.accept("}")) {
            cursor.blanks();
            throw cursor.expected("an operator or '}'");
        }
        String text = cursor.text().substring(start, cursor.at());
        Expressions.requireLength(text);
        return new SynapseExpression(text, tree);
    }

    @Override
    public Language language() {
        return Language.SYNAPSE;
    }

    @Override
    public Value evaluate(View view) {
        try {
            Value value = new Evaluation(text, view, new Extent(text)).of(tree);
            if (value instanceof Value.Json(JsonNode node) && node.isNull()) {
                LOGGER.log(Level.WARNING, "the expression " + text + " is null");
                return new Value.Missing();
            }
            return value;
        } catch (EvaluationException e) {
            if (e.isCutOff()) {
                throw e;
            }
            LOGGER.log(Level.WARNING, e.getMessage());
            return new Value.Missing();
        } catch (Numbers.NoNumber e) {
            LOGGER.log(Level.WARNING, "the expression " + text + " cannot be evaluated: " + e.getMessage());
            return new Value.Missing();
        }
    }
}
