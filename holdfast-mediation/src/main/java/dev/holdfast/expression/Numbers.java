// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import dev.holdfast.expression.SynapseTree.Operator;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The arithmetic of Synapse expressions: whole numbers of 64 bits, and decimals, exactly.
final class Numbers {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern LITERAL = Pattern.compile("-?(?:0|[1-9][0-9]{0,39})(?:\\.[0-9]{1,40})?");

    /// What has more digits, or as many zeros, is no number of a message: an operation on it could take all memory.
    private static final int MOST_DIGITS = 400;

    private Numbers() {}

    /// Why a calculation has no result.
    static final class NoNumber extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoNumber(String reason) {
            super(reason);
        }
    }

    /// The number as a whole one, if it is written so and not too long.
    static JsonNode node(BigDecimal number) {
        if (number.scale() > 0 || number.precision() > 19) {
            return NODES.numberNode(number);
        }
        return whole(number).<JsonNode>map(NODES::numberNode).orElseGet(() -> NODES.numberNode(number));
    }

    /// The number that a text of a header field or property is, if it is written as JSON writes numbers: `007` is
    /// none.
    static Optional<JsonNode> parse(String text) {
        return LITERAL.matcher(text).matches() ? Optional.of(node(new BigDecimal(text))) : Optional.empty();
    }

    static JsonNode negated(JsonNode number) {
        return node(decimal(number).negate());
    }

    /// Whether it is a whole number.
    static boolean isWhole(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong();
    }

    /// @throws NoNumber when it is too long
    static BigDecimal decimal(JsonNode number) {
        BigDecimal value = number.decimalValue();
        if (value.precision() > MOST_DIGITS || Math.abs((long) value.scale()) > MOST_DIGITS) {
            throw new NoNumber("a number has more than " + MOST_DIGITS + " digits");
        }
        return value;
    }

    /// As [#decimal], with at least one digit behind the point, as a floating-point number is written.
    static BigDecimal pointed(JsonNode number) {
        BigDecimal value = decimal(number);
        return value.scale() < 1 ? value.setScale(1, RoundingMode.UNNECESSARY) : value;
    }

    /// @throws NoNumber when it is no finite number
    static JsonNode floating(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new NoNumber("the result is no number, or too large");
        }
        return NODES.numberNode(BigDecimal.valueOf(value));
    }

    /// @throws NoNumber when there is no result
    static JsonNode calculate(Operator operator, JsonNode left, JsonNode right) {
        if ((operator == Operator.DIVIDE || operator == Operator.MODULO)
                && decimal(right).signum() == 0) {
            throw new NoNumber("a division by zero");
        }
        if (isWhole(left) && isWhole(right)) {
            return wholes(operator, left.longValue(), right.longValue());
        }
        BigDecimal result = decimals(operator, pointed(left), pointed(right));
        return NODES.numberNode(decimal(NODES.numberNode(result)));
    }

    private static JsonNode wholes(Operator operator, long left, long right) {
        try {
            return switch (operator) {
                case ADD -> NODES.numberNode(Math.addExact(left, right));
                case SUBTRACT -> NODES.numberNode(Math.subtractExact(left, right));
                case MULTIPLY -> NODES.numberNode(Math.multiplyExact(left, right));
                case DIVIDE -> left % right == 0 ? quotient(left, right) : floating((double) left / right);
                case MODULO -> NODES.numberNode(left % right);
                case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, AND, OR ->
                    throw new IllegalArgumentException(operator.symbol());
            };
        } catch (ArithmeticException e) {
            throw new NoNumber("the result has more than 64 bits");
        }
    }

    /// Exact; of numbers of more than 32 bits a decimal, as upstream.
    private static JsonNode quotient(long left, long right) {
        long result = Math.divideExact(left, right);
        return isInt(left) && isInt(right) ? NODES.numberNode(result) : floating((double) result);
    }

    private static boolean isInt(long value) {
        return value == (int) value;
    }

    private static BigDecimal decimals(Operator operator, BigDecimal left, BigDecimal right) {
        return switch (operator) {
            case ADD -> left.add(right);
            case SUBTRACT -> left.subtract(right);
            case MULTIPLY -> product(left, right);
            case DIVIDE -> left.divide(right, left.scale(), RoundingMode.HALF_UP);
            case MODULO -> left.remainder(right);
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, AND, OR ->
                throw new IllegalArgumentException(operator.symbol());
        };
    }

    /// 2.5 times 2.0 is 5.0, not 5.00.
    private static BigDecimal product(BigDecimal left, BigDecimal right) {
        BigDecimal product = left.multiply(right);
        BigDecimal shortest = product.signum() == 0 ? BigDecimal.ZERO : product.stripTrailingZeros();
        return shortest.setScale(Math.max(1, shortest.scale()), RoundingMode.UNNECESSARY);
    }

    private static Optional<Long> whole(BigDecimal number) {
        try {
            return Optional.of(number.longValueExact());
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }
}
