// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Functions of numbers.
final class NumberFunctions {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int LONGEST = 80;

    private NumberFunctions() {}

    static List<SynapseFunction> all() {
        return List.of(
                SynapseFunction.of("abs", 1, NumberFunctions::abs),
                SynapseFunction.of("ceil", 1, a -> rounded(a, RoundingMode.CEILING)),
                SynapseFunction.of("floor", 1, a -> rounded(a, RoundingMode.FLOOR)),
                SynapseFunction.of("round", 1, 2, NumberFunctions::round),
                SynapseFunction.of("sqrt", 1, a -> floating(a, Math::sqrt)),
                SynapseFunction.of("log", 1, a -> floating(a, Math::log)),
                SynapseFunction.of(
                        "pow",
                        2,
                        a -> Numbers.floating(
                                Math.pow(a.number(0).doubleValue(), a.number(1).doubleValue()))),
                SynapseFunction.of("integer", 1, NumberFunctions::integer),
                SynapseFunction.of("float", 1, NumberFunctions::decimal));
    }

    private static JsonNode abs(Arguments arguments) {
        JsonNode number = arguments.number(0);
        BigDecimal absolute = Numbers.decimal(number).abs();
        return Numbers.isWhole(number) ? Numbers.node(absolute) : NODES.numberNode(absolute);
    }

    /// A whole number stays one, and a decimal a decimal.
    private static JsonNode rounded(Arguments arguments, RoundingMode mode) {
        JsonNode number = arguments.number(0);
        return Numbers.isWhole(number)
                ? number
                : NODES.numberNode(Numbers.decimal(number).setScale(0, mode).setScale(1, RoundingMode.UNNECESSARY));
    }

    /// Halves are rounded up, to a whole number; or away from zero, to so many places.
    private static JsonNode round(Arguments arguments) {
        JsonNode number = arguments.number(0);
        if (Numbers.isWhole(number)) {
            return number;
        }
        if (arguments.count() == 1) {
            return NODES.numberNode(Math.round(number.doubleValue()));
        }
        int places = arguments.whole(1);
        if (places < 1 || places > LONGEST) {
            throw arguments.unfit(1, "the number of places, 1 to " + LONGEST);
        }
        return NODES.numberNode(Numbers.decimal(number).setScale(places, RoundingMode.HALF_UP));
    }

    private static JsonNode floating(Arguments arguments, DoubleUnaryOperator function) {
        return Numbers.floating(function.applyAsDouble(arguments.number(0).doubleValue()));
    }

    private static JsonNode integer(Arguments arguments) {
        JsonNode value = arguments.node(0);
        if (Numbers.isWhole(value)) {
            return value;
        }
        try {
            return Numbers.node(BigDecimal.valueOf(Long.parseLong(new Value.Json(value).asText())));
        } catch (NumberFormatException e) {
            throw arguments.unfit(0, "a whole number");
        }
    }

    private static JsonNode decimal(Arguments arguments) {
        JsonNode value = arguments.node(0);
        if (value.isNumber()) {
            return NODES.numberNode(Numbers.pointed(value));
        }
        String text = value.isString() ? value.stringValue().strip() : "";
        if (text.isEmpty() || text.length() > LONGEST) {
            throw arguments.unfit(0, "a number");
        }
        try {
            return NODES.numberNode(Numbers.pointed(NODES.numberNode(new BigDecimal(text))));
        } catch (NumberFormatException e) {
            throw arguments.unfit(0, "a number");
        }
    }
}
