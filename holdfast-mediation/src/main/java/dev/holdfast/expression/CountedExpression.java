// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import net.sf.saxon.event.Outputter;
import net.sf.saxon.expr.Expression;
import net.sf.saxon.expr.FunctionCall;
import net.sf.saxon.expr.ItemMappingIterator;
import net.sf.saxon.expr.OperandRole;
import net.sf.saxon.expr.UnaryExpression;
import net.sf.saxon.expr.VariableReference;
import net.sf.saxon.expr.XPathContext;
import net.sf.saxon.expr.elab.BooleanEvaluator;
import net.sf.saxon.expr.elab.Elaborator;
import net.sf.saxon.expr.elab.ItemEvaluator;
import net.sf.saxon.expr.elab.PullElaborator;
import net.sf.saxon.expr.elab.PullEvaluator;
import net.sf.saxon.expr.elab.PushEvaluator;
import net.sf.saxon.expr.elab.UnicodeStringEvaluator;
import net.sf.saxon.expr.instruct.CopyOf;
import net.sf.saxon.expr.parser.RebindingMap;
import net.sf.saxon.om.Item;
import net.sf.saxon.om.NodeInfo;
import net.sf.saxon.om.SequenceIterator;
import net.sf.saxon.str.UnicodeString;
import net.sf.saxon.trans.UncheckedXPathException;
import net.sf.saxon.trans.XPathException;
import net.sf.saxon.type.Type;
import net.sf.saxon.value.StringValue;
import org.jspecify.annotations.Nullable;

/// A part of an XPath or a stylesheet whose every evaluation and every item is taken off the budget of the evaluation
/// that runs: what
/// looks at no node would not be counted otherwise, such as loops over numbers, and texts made of texts.
final class CountedExpression extends UnaryExpression {

    private final long longest;

    /// @param counted what is counted
    /// @param longest the most characters that a text may have that it gives
    CountedExpression(Expression counted, long longest) {
        super(counted);
        this.longest = longest;
    }

    @Override
    protected OperandRole getOperandRole() {
        return OperandRole.SAME_FOCUS_ACTION;
    }

    @Override
    public Expression copy(RebindingMap rebindings) {
        return new CountedExpression(getBaseExpression().copy(rebindings), longest);
    }

    @Override
    public int getImplementationMethod() {
        return getBaseExpression().getImplementationMethod();
    }

    @Override
    public Elaborator getElaborator() {
        return new Counting(longest);
    }

    /// Calls of functions of ours do without what makes evaluators.
    @Override
    public SequenceIterator iterate(XPathContext context) throws XPathException {
        return makeElaborator().elaborateForPull().iterate(context);
    }

    @Override
    public @Nullable Item evaluateItem(XPathContext context) throws XPathException {
        return makeElaborator().elaborateForItem().eval(context);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    protected int computeHashCode() {
        return System.identityHashCode(this);
    }

    private static @Nullable Item counted(@Nullable Item item, StepBudget budget, long longest) {
        if (item instanceof StringValue text) {
            spend(() -> budget.make(text.getContent().length(), longest));
        } else {
            spend(budget::step);
        }
        return item;
    }

    private static void copy(SequenceIterator items, Outputter output) throws XPathException {
        for (Item item = items.next(); item != null; item = items.next()) {
            output.append(spentOnCopy(item));
        }
    }

    private static Item spentOnCopy(Item item) {
        if (item instanceof NodeInfo node) {
            SequenceIterator inside = node.iterateDescendantAxis(any -> true);
            for (Item found = inside.next(); found != null; found = inside.next()) {
                long characters = found instanceof NodeInfo inner && inner.getNodeKind() == Type.TEXT
                        ? inner.getUnicodeStringValue().length()
                        : 0;
                spend(() -> StepBudget.current().copy(characters));
            }
        }
        return item;
    }

    /// Saxon prints what it does not expect; what is thrown here is what it expects.
    private static void spend(Runnable spending) {
        try {
            spending.run();
        } catch (EvaluationException e) {
            throw new UncheckedXPathException(new XPathException(String.valueOf(e.getMessage()), e));
        }
    }

    /// Makes what evaluates it.
    private static final class Counting extends PullElaborator {

        private final long longest;

        Counting(long longest) {
            this.longest = longest;
        }

        private Elaborator inner() {
            return ((CountedExpression) getExpression()).getBaseExpression().makeElaborator();
        }

        @Override
        public PullEvaluator elaborateForPull() {
            PullEvaluator inner = inner().elaborateForPull();
            boolean copied = getExpression().getParentExpression() instanceof CopyOf;
            return context -> {
                StepBudget budget = StepBudget.current();
                spend(budget::step);
                SequenceIterator items = new CountedItems(inner.iterate(context), budget, longest);
                return copied ? new ItemMappingIterator(items, CountedExpression::spentOnCopy) : items;
            };
        }

        /// What a variable holds or a function gives is copied, with all that is in it.
        @Override
        public PushEvaluator elaborateForPush() {
            Expression base = ((CountedExpression) getExpression()).getBaseExpression();
            if (base instanceof VariableReference || base instanceof FunctionCall) {
                PullEvaluator items = elaborateForPull();
                return (output, context) -> {
                    copy(items.iterate(context), output);
                    return null;
                };
            }
            PushEvaluator inner = inner().elaborateForPush();
            return (output, context) -> {
                spend(StepBudget.current()::step);
                return inner.processLeavingTail(output, context);
            };
        }

        @Override
        public ItemEvaluator elaborateForItem() {
            ItemEvaluator inner = inner().elaborateForItem();
            return context -> counted(inner.eval(context), StepBudget.current(), longest);
        }

        @Override
        public BooleanEvaluator elaborateForBoolean() {
            BooleanEvaluator inner = inner().elaborateForBoolean();
            return context -> {
                spend(StepBudget.current()::step);
                return inner.eval(context);
            };
        }

        @Override
        public UnicodeStringEvaluator elaborateForUnicodeString(boolean zeroLengthWhenAbsent) {
            UnicodeStringEvaluator inner = inner().elaborateForUnicodeString(zeroLengthWhenAbsent);
            return context -> {
                UnicodeString text = inner.eval(context);
                spend(() -> StepBudget.current().make(text == null ? 0 : text.length(), longest));
                return text;
            };
        }
    }

    /// Items, each of which is counted.
    private record CountedItems(SequenceIterator items, StepBudget budget, long longest) implements SequenceIterator {

        @Override
        public @Nullable Item next() {
            return counted(items.next(), budget, longest);
        }

        @Override
        public void close() {
            items.close();
        }
    }
}
