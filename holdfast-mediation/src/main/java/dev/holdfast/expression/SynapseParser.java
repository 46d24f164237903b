// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import dev.holdfast.expression.SynapseTree.Operator;
import dev.holdfast.settings.NearestName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads Synapse expressions (`${...}`): operators and values. As upstream, a comparison binds looser than `and`
/// and `or`, and these two bind alike, from the right. Not thread-safe.
final class SynapseParser {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /// What a path function may be called; others are no path.
    private static final int LONGEST_NUMBER = 40;

    private final Cursor cursor;
    private final Map<String, String> namespaces;
    private final RootParser roots;

    SynapseParser(Cursor cursor, Map<String, String> namespaces) {
        this.cursor = cursor;
        this.namespaces = namespaces;
        this.roots = new RootParser(cursor, this);
    }

    /// An expression.
    ///
    /// @throws ExpressionSyntaxException where it goes wrong
    SynapseTree expression() {
        cursor.enter();
        SynapseTree condition = comparison();
        if (cursor.accept("?")) {
            SynapseTree yes = expression();
            cursor.expect(":");
            condition = new SynapseTree.Choice(condition, yes, expression());
        }
        cursor.leave();
        return condition;
    }

    /// An expression without a choice of its own.
    SynapseTree comparison() {
        SynapseTree left = logical();
        Optional<Operator> operator = comparing();
        while (operator.isPresent()) {
            left = new SynapseTree.Operation(operator.get(), left, logical());
            operator = comparing();
        }
        return left;
    }

    private Optional<Operator> comparing() {
        return first(
                Operator.EQUAL,
                Operator.NOT_EQUAL,
                Operator.LESS_OR_EQUAL,
                Operator.GREATER_OR_EQUAL,
                Operator.LESS,
                Operator.GREATER);
    }

    private SynapseTree logical() {
        SynapseTree left = sum();
        Optional<Operator> operator = cursor.acceptWord("and") || cursor.accept("&&")
                ? Optional.of(Operator.AND)
                : cursor.acceptWord("or") || cursor.accept("||") ? Optional.of(Operator.OR) : Optional.empty();
        if (operator.isEmpty()) {
            return left;
        }
        cursor.enter();
        SynapseTree both = new SynapseTree.Operation(operator.get(), left, logical());
        cursor.leave();
        return both;
    }

    private SynapseTree sum() {
        SynapseTree left = product();
        Optional<Operator> operator = first(Operator.ADD, Operator.SUBTRACT);
        while (operator.isPresent()) {
            left = new SynapseTree.Operation(operator.get(), left, product());
            operator = first(Operator.ADD, Operator.SUBTRACT);
        }
        return left;
    }

    private SynapseTree product() {
        SynapseTree left = factor();
        Optional<Operator> operator = first(Operator.MULTIPLY, Operator.DIVIDE, Operator.MODULO);
        while (operator.isPresent()) {
            left = new SynapseTree.Operation(operator.get(), left, factor());
            operator = first(Operator.MULTIPLY, Operator.DIVIDE, Operator.MODULO);
        }
        return left;
    }

    private Optional<Operator> first(Operator... operators) {
        for (Operator operator : operators) {
            if (cursor.accept(operator.symbol())) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    /// One value.
    SynapseTree factor() {
        cursor.count();
        cursor.blanks();
        if (cursor.isQuoted()) {
            return new SynapseTree.Literal(NODES.stringNode(cursor.takeQuoted()));
        }
        if (Character.isDigit(cursor.here())) {
            return new SynapseTree.Literal(number());
        }
        return switch (cursor.here()) {
            case '(' -> grouped();
            case '[' -> elements();
            case '-' -> negated();
            case '$' -> {
                cursor.skip(1);
                yield new SynapseTree.Payload(roots.tail(true));
            }
            default -> named();
        };
    }

    private SynapseTree grouped() {
        cursor.expect("(");
        SynapseTree inner = expression();
        cursor.expect(")");
        return inner;
    }

    private SynapseTree elements() {
        cursor.expect("[");
        return new SynapseTree.Elements(list("]"));
    }

    private SynapseTree negated() {
        cursor.expect("-");
        if (Character.isDigit(cursor.here())) {
            return new SynapseTree.Literal(Numbers.negated(number()));
        }
        cursor.enter();
        SynapseTree negated = new SynapseTree.Minus(factor());
        cursor.leave();
        return negated;
    }

    /// Expressions with commas between, up to the end.
    private List<SynapseTree> list(String end) {
        List<SynapseTree> all = new ArrayList<>();
        if (cursor.accept(end)) {
            return all;
        }
        do {
            all.add(expression());
        } while (cursor.accept(","));
        if (!cursor.accept(end)) {
            throw cursor.expected("',' or '" + end + "'");
        }
        return all;
    }

    private JsonNode number() {
        String text = cursor.text();
        int end = digits(text, cursor.at());
        if (end < text.length() - 1 && text.charAt(end) == '.' && Character.isDigit(text.charAt(end + 1))) {
            end = digits(text, end + 1);
        }
        if (end - cursor.at() > LONGEST_NUMBER) {
            throw cursor.expected("a number of at most " + LONGEST_NUMBER + " digits");
        }
        return Numbers.node(new BigDecimal(cursor.take(end)));
    }

    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private SynapseTree named() {
        Optional<SynapseTree> literal = literal();
        if (literal.isPresent()) {
            return literal.get();
        }
        refuseVaults();
        int start = cursor.at();
        String name = cursor.takeName("a value");
        Optional<SynapseTree> root = roots.root(name);
        if (root.isPresent()) {
            return root.get();
        }
        cursor.blanks();
        if (cursor.here() == '(') {
            return call(name, start);
        }
        TreeSet<String> known = new TreeSet<>(RootParser.NAMES);
        throw cursor.error(
                start,
                "there is no " + name + "; expected one of " + String.join(", ", known)
                        + ", a function or a text in quotes" + NearestName.hint(name, known));
    }

    private Optional<SynapseTree> literal() {
        if (cursor.acceptWord("true")) {
            return Optional.of(new SynapseTree.Literal(NODES.booleanNode(true)));
        }
        if (cursor.acceptWord("false")) {
            return Optional.of(new SynapseTree.Literal(NODES.booleanNode(false)));
        }
        if (cursor.acceptWord("null")) {
            return Optional.of(new SynapseTree.Literal(NODES.nullNode()));
        }
        return Optional.empty();
    }

    private void refuseVaults() {
        for (String vault : List.of("wso2-vault", "hashicorp-vault", "secret")) {
            if (cursor.looksAt(vault + "(")) {
                throw cursor.error(
                        cursor.at(),
                        vault + "(...) is not supported: there is no vault; use ${configs.NAME} with a variable of"
                                + " the environment");
            }
        }
    }

    private SynapseTree call(String name, int start) {
        cursor.expect("(");
        List<SynapseTree> arguments = list(")");
        if (name.equals("exists") && arguments.size() == 1) {
            return new SynapseTree.Exists(arguments.getFirst());
        }
        if (name.equals("xpath") && (arguments.size() == 1 || arguments.size() == 2)) {
            return xpath(arguments, start);
        }
        SynapseFunction function = SynapseFunction.find(name)
                .orElseThrow(() -> cursor.error(
                        start, "there is no function " + name + NearestName.hint(name, SynapseFunction.names())));
        if (!function.takes(arguments.size())) {
            throw cursor.error(start, name + " takes " + function.arity() + ", not " + arguments.size());
        }
        if (name.equals("registry") && arguments.size() == 1 && cursor.accept(".property(")) {
            arguments.addAll(list(")"));
            return new SynapseTree.Call(function, arguments, JsonTail.NONE);
        }
        return new SynapseTree.Call(function, arguments, roots.tail(false));
    }

    private SynapseTree xpath(List<SynapseTree> arguments, int start) {
        boolean variable = arguments.size() == 2;
        if (!variable && arguments.getFirst() instanceof SynapseTree.Literal(JsonNode text) && text.isString()) {
            try {
                return new SynapseTree.Fixed(XPath.compile(text.stringValue(), namespaces));
            } catch (ExpressionSyntaxException e) {
                throw cursor.error(start, e.reason());
            }
        }
        return new SynapseTree.Computed(
                arguments.getFirst(), variable ? Optional.of(arguments.getLast()) : Optional.empty(), namespaces);
    }
}
