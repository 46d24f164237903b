// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.sf.saxon.expr.XPathContext;
import net.sf.saxon.lib.ExtensionFunctionCall;
import net.sf.saxon.lib.ExtensionFunctionDefinition;
import net.sf.saxon.om.GroundedValue;
import net.sf.saxon.om.Item;
import net.sf.saxon.om.NamespaceUri;
import net.sf.saxon.om.Sequence;
import net.sf.saxon.om.StructuredQName;
import net.sf.saxon.trans.XPathException;
import net.sf.saxon.value.EmptySequence;
import net.sf.saxon.value.ObjectValue;
import net.sf.saxon.value.SequenceType;

/// A function of Synapse in XPath. Thread-safe.
final class SaxonFunction extends ExtensionFunctionDefinition {

    private final String name;
    private final int least;
    private final int most;
    private final Input input;
    private final Body body;

    /// What a function is called with before its texts.
    enum Input {
        /// The message, as an object.
        VIEW,
        /// Nothing.
        NONE
    }

    /// What it does.
    interface Body {

        /// Calls it.
        ///
        /// @param objects the message, if the function asks for it
        /// @param texts the arguments
        /// @throws IllegalArgumentException when an argument does not fit
        Value apply(List<View> objects, List<String> texts);
    }

    /// @param least so many texts at least
    /// @param most so many texts at most
    SaxonFunction(String name, int least, int most, Input input, Body body) {
        this.name = name;
        this.least = least;
        this.most = most;
        this.input = input;
        this.body = body;
    }

    @Override
    public StructuredQName getFunctionQName() {
        return new StructuredQName("", NamespaceUri.of(Saxon.FUNCTIONS), name);
    }

    @Override
    public int getMinimumNumberOfArguments() {
        return least + objects();
    }

    @Override
    public int getMaximumNumberOfArguments() {
        return most + objects();
    }

    @Override
    public SequenceType[] getArgumentTypes() {
        SequenceType[] types = new SequenceType[most + objects()];
        Arrays.fill(types, SequenceType.OPTIONAL_STRING);
        if (objects() > 0) {
            types[0] = SequenceType.SINGLE_ITEM;
        }
        return types;
    }

    @Override
    public SequenceType getResultType(SequenceType[] suppliedArgumentTypes) {
        return SequenceType.OPTIONAL_ITEM;
    }

    @Override
    public ExtensionFunctionCall makeCallExpression() {
        return new Call(this);
    }

    private int objects() {
        return input == Input.VIEW ? 1 : 0;
    }

    /// One call.
    private static final class Call extends ExtensionFunctionCall {

        private final SaxonFunction function;

        Call(SaxonFunction function) {
            this.function = function;
        }

        @Override
        public Sequence call(XPathContext context, Sequence[] arguments) throws XPathException {
            List<View> views = new ArrayList<>();
            List<String> texts = new ArrayList<>();
            for (Sequence argument : arguments) {
                Item item = argument.head();
                if (item instanceof ObjectValue<?> object && object.getObject() instanceof View view) {
                    views.add(view);
                } else {
                    texts.add(item == null ? "" : item.getUnicodeStringValue().toString());
                }
            }
            try {
                return result(function.body.apply(views, texts));
            } catch (IllegalArgumentException e) {
                throw new XPathException(function.name + ": " + e.getMessage());
            }
        }

        private static GroundedValue result(Value value) {
            return value.isMissing() ? EmptySequence.getInstance() : Saxon.untypedValue(value.asText());
        }
    }
}
