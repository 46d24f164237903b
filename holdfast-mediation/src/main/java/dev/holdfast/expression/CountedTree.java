// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.sf.saxon.expr.Assignation;
import net.sf.saxon.expr.AxisExpression;
import net.sf.saxon.expr.ContextItemExpression;
import net.sf.saxon.expr.DynamicFunctionCall;
import net.sf.saxon.expr.Expression;
import net.sf.saxon.expr.Literal;
import net.sf.saxon.expr.Operand;
import net.sf.saxon.expr.RangeExpression;
import net.sf.saxon.expr.RootExpression;
import net.sf.saxon.expr.StringLiteral;
import net.sf.saxon.expr.SystemFunctionCall;
import net.sf.saxon.expr.UserFunctionCall;
import net.sf.saxon.functions.hof.UserFunctionReference;
import net.sf.saxon.om.FunctionItem;
import net.sf.saxon.value.IntegerRange;

/// Prepares a compiled XPath so that all its work is counted, and refuses what cannot be counted: ranges, functions
/// as values, and functions that make documents. XPath 1.0 has none of these.
final class CountedTree {

    private static final Set<String> REFUSED = Set.of(
            "analyze-string",
            "function-lookup",
            "json-to-xml",
            "load-xquery-module",
            "parse-xml",
            "parse-xml-fragment",
            "transform");
    private static final String REPLACE = "replace";

    /// Limits of a replacement that is not known before, and of the text in which it is put.
    private static final long LONGEST_REPLACEMENT = 1_024;

    private static final long LONGEST_REPLACED = Extent.MOST_CHARACTERS / LONGEST_REPLACEMENT;

    private final String text;

    private CountedTree(String text) {
        this.text = text;
    }

    /// Checks and changes the tree of an expression.
    ///
    /// @param text of the expression, for errors
    /// @throws ExpressionSyntaxException when there is something in it that cannot be counted
    static void prepare(Expression root, String text) {
        new CountedTree(text).refuseIn(root);
        count(root);
    }

    private void refuseIn(Expression expression) {
        refuse(expression);
        expression.operands().forEach(operand -> refuseIn(operand.getChildExpression()));
    }

    /// Lets all be counted that is in a tree.
    static void count(Expression parent) {
        List<Operand> operands = new ArrayList<>();
        parent.operands().forEach(operands::add);
        for (Operand operand : operands) {
            Expression child = operand.getChildExpression();
            count(child);
            boolean counted = isCounted(child) || (child instanceof Literal && parent instanceof Assignation);
            if (counted && !operand.getOperandRole().isConstrainedClass()) {
                operand.setChildExpression(new CountedExpression(child, longest(parent, operand, operands)));
            }
        }
    }

    private void refuse(Expression expression) {
        if (expression instanceof RangeExpression
                || (expression instanceof Literal literal && literal.getGroundedValue() instanceof IntegerRange)) {
            throw new ExpressionSyntaxException(text, "ranges (1 to 10) are not supported");
        }
        if (isFunctionAsValue(expression)) {
            throw new ExpressionSyntaxException(text, "functions as values are not supported");
        }
        if (expression instanceof SystemFunctionCall call) {
            String name = call.getFunctionName().getLocalPart();
            if (REFUSED.contains(name)) {
                throw new ExpressionSyntaxException(text, "the function " + name + " is not supported");
            }
        }
    }

    private static boolean isFunctionAsValue(Expression expression) {
        return switch (expression) {
            case DynamicFunctionCall _, UserFunctionCall _, UserFunctionReference _ -> true;
            case Literal literal -> literal.getGroundedValue() instanceof FunctionItem;
            default -> false;
        };
    }

    /// Steps from node to node are counted by [CountedNode], and what is written there costs nothing.
    static boolean isCounted(Expression expression) {
        return switch (expression) {
            case AxisExpression _, ContextItemExpression _, RootExpression _ -> false;
            case Literal literal -> literal.getGroundedValue() instanceof IntegerRange;
            default -> true;
        };
    }

    private static boolean isReplace(Expression expression) {
        return expression instanceof SystemFunctionCall call
                && call.getFunctionName().getLocalPart().equals(REPLACE);
    }

    /// A replacement makes a text longer by itself: the longer it is, the shorter must the text be.
    private static long longest(Expression parent, Operand operand, List<Operand> operands) {
        if (!isReplace(parent)) {
            return Extent.MOST_CHARACTERS;
        }
        boolean known = operands.size() > 2 && operands.get(2).getChildExpression() instanceof StringLiteral;
        if (operand == operands.getFirst()) {
            return known ? Extent.MOST_CHARACTERS / (1 + length(operands.get(2))) : LONGEST_REPLACED;
        }
        return known ? Extent.MOST_CHARACTERS : LONGEST_REPLACEMENT;
    }

    private static long length(Operand literal) {
        return ((StringLiteral) literal.getChildExpression()).stringify().length();
    }
}
