// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import dev.holdfast.content.Body;
import dev.holdfast.content.Format;
import dev.holdfast.content.Json;
import dev.holdfast.expression.SynapseTree.Operator;
import dev.holdfast.message.PropertyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The evaluation of a Synapse expression for one message. Null is a value here; what cannot be evaluated is an
/// [EvaluationException].
///
/// @param text the expression, for errors
/// @param view the message
/// @param extent limits what is made on the way
record Evaluation(String text, View view, Extent extent) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /// JSON or nodes, never missing.
    Value of(SynapseTree tree) {
        return switch (tree) {
            case SynapseTree.Literal(JsonNode value) -> new Value.Json(value);
            case SynapseTree.Elements(List<SynapseTree> elements) -> elements(elements);
            case SynapseTree.Payload(JsonTail tail) -> payload(tail);
            case SynapseTree.Variable(String name, JsonTail tail) -> variable(name, tail);
            case SynapseTree.Lookup lookup -> lookup(lookup);
            case SynapseTree.Call(SynapseFunction function, List<SynapseTree> arguments, JsonTail tail) ->
                call(function, arguments, tail);
            case SynapseTree.Exists(SynapseTree operand) -> exists(operand);
            case SynapseTree.Fixed(Expression xpath) -> xpath(xpath);
            case SynapseTree.Computed computed -> xpath(compiled(computed));
            case SynapseTree.Minus(SynapseTree operand) -> new Value.Json(Numbers.negated(number(json(operand), "-")));
            case SynapseTree.Operation(Operator operator, SynapseTree left, SynapseTree right) ->
                new Value.Json(operation(operator, json(left), json(right)));
            case SynapseTree.Choice(SynapseTree condition, SynapseTree yes, SynapseTree no) ->
                of(truth(json(condition), "?") ? yes : no);
        };
    }

    /// As an operand: nodes are their text.
    private JsonNode json(SynapseTree tree) {
        Value value = of(tree);
        return value instanceof Value.Json(JsonNode node) ? node : NODES.stringNode(value.asText());
    }

    private Value elements(List<SynapseTree> elements) {
        ArrayNode array = NODES.arrayNode();
        elements.forEach(element -> array.add(json(element)));
        extent.add(array);
        return new Value.Json(array);
    }

    private Value payload(JsonTail tail) {
        Body body = view.body();
        boolean tree = body.format() != Format.JSON && body.format() != Format.TEXT && body.format() != Format.NONE;
        if (tail.isEmpty() && tree) {
            List<Node> content = new ArrayList<>();
            for (Node node = body.envelope().body().getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element) {
                    content.add(node);
                }
            }
            return content.isEmpty() ? new Value.Json(NODES.nullNode()) : new Value.Nodes(content);
        }
        return new Value.Json(walk(body.json(), tail, "payload"));
    }

    private Value variable(String name, JsonTail tail) {
        PropertyValue found = view.variable(name).orElseThrow(() -> failure("there is no variable " + name));
        if (tail.isEmpty()) {
            return Values.typed(found);
        }
        if (found instanceof PropertyValue.Xml) {
            throw failure("the variable " + name + " holds XML; use xpath('...', '" + name + "')");
        }
        return new Value.Json(walk(Values.parsed(Values.typed(found)), tail, "vars." + name));
    }

    private JsonNode walk(JsonNode document, JsonTail tail, String root) {
        try {
            return tail.read(document, this::json).orElseThrow(() -> failure("the path finds nothing in " + root));
        } catch (ExpressionSyntaxException e) {
            throw new EvaluationException(text, String.valueOf(e.getMessage()), e);
        }
    }

    /// What is missing is null.
    private Value lookup(SynapseTree.Lookup lookup) {
        String name = lookup.name();
        return switch (lookup.place()) {
            case HEADER -> property(Scope.TRANSPORT, name);
            case DEFAULT_PROPERTY -> found(PropertyLookup.property(view, Scope.DEFAULT, name));
            case AXIS2_PROPERTY -> property(Scope.AXIS2, name);
            case PATH_PARAMETER -> property(Scope.DEFAULT, "uri.var." + name);
            case TEMPLATE_PARAMETER -> property(Scope.FUNC, name);
            case QUERY_PARAMETER -> found(view.queryParameter(name));
            case CONFIGURATION ->
                found(Optional.of(view.surroundings()
                        .config(name)
                        .orElseThrow(() -> failure("there is no configuration value " + name))));
        };
    }

    private Value property(Scope scope, String name) {
        return found(view.property(scope, name).map(Values::of).orElseGet(Value.Missing::new));
    }

    private static Value found(Optional<String> text) {
        return found(text.<Value>map(Value.Text::new).orElseGet(Value.Missing::new));
    }

    private static Value found(Value value) {
        return switch (value) {
            case Value.Text(String found) ->
                new Value.Json(Numbers.parse(found).orElseGet(() -> NODES.stringNode(found)));
            case Value.Nodes nodes -> nodes;
            case Value.Missing _, Value.Bool _, Value.Num _, Value.Json _ -> new Value.Json(value.asJson());
        };
    }

    private Value call(SynapseFunction function, List<SynapseTree> trees, JsonTail tail) {
        List<JsonNode> values = trees.stream().map(this::json).toList();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).isNull()) {
                throw failure("argument " + (i + 1) + " of " + function.name() + " is null");
            }
        }
        JsonNode result;
        try {
            result = function.body().apply(new Arguments(function.name(), view, values, extent));
        } catch (Arguments.Unfit | Numbers.NoNumber e) {
            throw new EvaluationException(text, String.valueOf(e.getMessage()), e);
        }
        if (result.isString()) {
            extent.add(result.stringValue().length());
        }
        return new Value.Json(
                tail.isEmpty() ? result : walk(Values.parsed(new Value.Json(result)), tail, function.name() + "()"));
    }

    private Value exists(SynapseTree operand) {
        try {
            Value value = of(operand);
            return new Value.Json(NODES.booleanNode(!(value instanceof Value.Json(JsonNode node) && node.isNull())));
        } catch (EvaluationException e) {
            if (e.isCutOff()) {
                throw e;
            }
            return new Value.Json(NODES.booleanNode(false));
        }
    }

    private Value xpath(Expression xpath) {
        Value value = xpath.evaluate(view);
        return switch (value) {
            case Value.Missing() -> throw failure(xpath.text() + " finds nothing");
            case Value.Nodes nodes -> nodes;
            case Value.Text _, Value.Bool _, Value.Num _, Value.Json _ -> new Value.Json(value.asJson());
        };
    }

    private Expression compiled(SynapseTree.Computed computed) {
        String variable = computed.variable().map(tree -> "$var:" + text(tree)).orElse("");
        try {
            return XPath.compile(variable + text(computed.xpath()), computed.namespaces());
        } catch (ExpressionSyntaxException e) {
            throw new EvaluationException(text, String.valueOf(e.getMessage()), e);
        }
    }

    private String text(SynapseTree tree) {
        JsonNode value = json(tree);
        if (!value.isString()) {
            throw failure("xpath takes texts");
        }
        return value.stringValue();
    }

    /// Both sides are always evaluated, as upstream does.
    private JsonNode operation(Operator operator, JsonNode left, JsonNode right) {
        String symbol = operator.symbol();
        return switch (operator) {
            case EQUAL -> NODES.booleanNode(equal(left, right));
            case NOT_EQUAL -> NODES.booleanNode(!equal(left, right));
            case LESS -> NODES.booleanNode(compared(left, right, symbol) < 0);
            case LESS_OR_EQUAL -> NODES.booleanNode(compared(left, right, symbol) <= 0);
            case GREATER -> NODES.booleanNode(compared(left, right, symbol) > 0);
            case GREATER_OR_EQUAL -> NODES.booleanNode(compared(left, right, symbol) >= 0);
            case AND, OR -> joined(operator, truth(left, symbol), truth(right, symbol));
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO -> calculated(operator, left, right);
        };
    }

    private static JsonNode joined(Operator operator, boolean left, boolean right) {
        return NODES.booleanNode(operator == Operator.AND ? left && right : left || right);
    }

    private JsonNode calculated(Operator operator, JsonNode left, JsonNode right) {
        if (operator == Operator.ADD && left.isString() && right.isString()) {
            extent.add((long) left.stringValue().length() + right.stringValue().length());
            return NODES.stringNode(left.stringValue() + right.stringValue());
        }
        JsonNode first = number(left, operator.symbol());
        JsonNode second = number(right, operator.symbol());
        try {
            return Numbers.calculate(operator, first, second);
        } catch (Numbers.NoNumber e) {
            throw new EvaluationException(text, String.valueOf(e.getMessage()), e);
        }
    }

    /// By their texts; null is equal to null only.
    private static boolean equal(JsonNode left, JsonNode right) {
        if (left.isNull() || right.isNull()) {
            return left.isNull() && right.isNull();
        }
        return Json.text(left).equals(Json.text(right));
    }

    private int compared(JsonNode left, JsonNode right, String operator) {
        JsonNode first = number(left, operator);
        JsonNode second = number(right, operator);
        try {
            return Numbers.decimal(first).compareTo(Numbers.decimal(second));
        } catch (Numbers.NoNumber e) {
            throw new EvaluationException(text, String.valueOf(e.getMessage()), e);
        }
    }

    private JsonNode number(JsonNode value, String operator) {
        if (!value.isNumber()) {
            throw failure("an operand of " + operator + " is no number");
        }
        return value;
    }

    private boolean truth(JsonNode value, String operator) {
        if (!value.isBoolean()) {
            throw failure("an operand of " + operator + " is neither true nor false");
        }
        return value.booleanValue();
    }

    private EvaluationException failure(String reason) {
        return new EvaluationException(text, reason);
    }
}
