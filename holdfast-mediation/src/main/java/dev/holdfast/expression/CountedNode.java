// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.util.OptionalInt;
import net.sf.saxon.dom.DocumentWrapper;
import net.sf.saxon.expr.sort.AtomicMatchKey;
import net.sf.saxon.expr.sort.XPathComparable;
import net.sf.saxon.lib.StringCollator;
import net.sf.saxon.om.AtomicSequence;
import net.sf.saxon.om.GNode;
import net.sf.saxon.om.GenericTreeInfo;
import net.sf.saxon.om.NodeInfo;
import net.sf.saxon.om.SequenceIterator;
import net.sf.saxon.pattern.nodetest.NodePredicate;
import net.sf.saxon.str.UnicodeString;
import net.sf.saxon.trans.NoDynamicContextException;
import net.sf.saxon.tree.wrapper.AbstractVirtualNode;
import net.sf.saxon.tree.wrapper.VirtualNode;
import net.sf.saxon.tree.wrapper.WrappingFunction;
import net.sf.saxon.tree.wrapper.WrappingIterator;
import net.sf.saxon.type.AtomicMetadata;
import net.sf.saxon.type.BuiltInAtomicType;
import net.sf.saxon.value.StringValue;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Node;

/// A node of a message as Saxon sees it: each node that a step of an XPath looks at is taken off the budget, so that
/// no expression runs without end. Saxon itself offers no way to stop it.
final class CountedNode extends AbstractVirtualNode implements WrappingFunction {

    private final StepBudget budget;

    /// The document of a message.
    static final class Tree extends GenericTreeInfo {

        private final DocumentWrapper document;
        private final DocumentOrder order;
        private final StepBudget budget;

        Tree(DocumentWrapper document, DocumentOrder order, StepBudget budget) {
            super(document.getConfiguration());
            this.document = document;
            this.order = order;
            this.budget = budget;
            setRootNode(new CountedNode(document.getRootNode(), this));
        }

        NodeInfo node(Node node) {
            return new CountedNode(document.wrap(node), this);
        }
    }

    private CountedNode(NodeInfo node, Tree tree) {
        this.node = node;
        this.docWrapper = tree;
        this.budget = tree.budget;
    }

    @Override
    public VirtualNode makeWrapper(NodeInfo other, @Nullable VirtualNode parent) {
        return new CountedNode(other, (Tree) docWrapper);
    }

    @Override
    public @Nullable GNode getParent() {
        budget.step();
        return node.getParent() instanceof NodeInfo parent ? makeWrapper(parent, null) : null;
    }

    @Override
    public int compareOrder(GNode other) {
        budget.step();
        if (other instanceof VirtualNode virtual) {
            OptionalInt order = ((Tree) docWrapper).order.compare(getRealNode(), virtual.getRealNode());
            if (order.isPresent()) {
                return order.getAsInt();
            }
        }
        return super.compareOrder(other);
    }

    /// The text of a node, whose every use is counted: comparing two lists of texts looks at no node.
    @Override
    public AtomicSequence atomize() {
        return new Text(getUnicodeStringValue(), BuiltInAtomicType.UNTYPED_ATOMIC, budget);
    }

    @Override
    public UnicodeString getUnicodeStringValue() {
        UnicodeString value = node.getUnicodeStringValue();
        budget.read(value.length());
        return value;
    }

    @Override
    public SequenceIterator iterateAncestorAxis(NodePredicate test) {
        return wrapped(node.iterateAncestorAxis(counted(test)));
    }

    @Override
    public SequenceIterator iterateAncestorOrSelfAxis(NodePredicate test) {
        return wrapped(node.iterateAncestorOrSelfAxis(counted(test)));
    }

    @Override
    public SequenceIterator iterateAttributeAxis(NodePredicate test) {
        return wrapped(node.iterateAttributeAxis(counted(test)));
    }

    @Override
    public SequenceIterator iterateChildAxis(NodePredicate test) {
        return wrapped(node.iterateChildAxis(counted(test)));
    }

    @Override
    public SequenceIterator iterateDescendantAxis(NodePredicate test) {
        return wrapped(node.iterateDescendantAxis(counted(test)));
    }

    @Override
    public SequenceIterator iterateDescendantOrSelfAxis(NodePredicate test) {
        return wrapped(node.iterateDescendantOrSelfAxis(counted(test)));
    }

    @Override
    public SequenceIterator iterateFollowingAxis(NodePredicate test) {
        return wrapped(node.iterateFollowingAxis(counted(test)));
    }

    @Override
    public SequenceIterator iterateFollowingOrSelfAxis(NodePredicate test) {
        return wrapped(node.iterateFollowingOrSelfAxis(counted(test)));
    }

    @Override
    public SequenceIterator iterateFollowingSiblingAxis(NodePredicate test) {
        return wrapped(node.iterateFollowingSiblingAxis(counted(test)));
    }

    @Override
    public SequenceIterator iterateFollowingSiblingOrSelfAxis(NodePredicate test) {
        return wrapped(node.iterateFollowingSiblingOrSelfAxis(counted(test)));
    }

    @Override
    public SequenceIterator iterateNamespaceAxis(NodePredicate test) {
        return wrapped(node.iterateNamespaceAxis(counted(test)));
    }

    @Override
    public SequenceIterator iterateParentAxis(NodePredicate test) {
        return wrapped(node.iterateParentAxis(counted(test)));
    }

    @Override
    public SequenceIterator iteratePrecedingAxis(NodePredicate test) {
        return wrapped(node.iteratePrecedingAxis(counted(test)));
    }

    @Override
    public SequenceIterator iteratePrecedingOrSelfAxis(NodePredicate test) {
        return wrapped(node.iteratePrecedingOrSelfAxis(counted(test)));
    }

    @Override
    public SequenceIterator iteratePrecedingSiblingAxis(NodePredicate test) {
        return wrapped(node.iteratePrecedingSiblingAxis(counted(test)));
    }

    @Override
    public SequenceIterator iteratePrecedingSiblingOrSelfAxis(NodePredicate test) {
        return wrapped(node.iteratePrecedingSiblingOrSelfAxis(counted(test)));
    }

    @Override
    public SequenceIterator iterateSelfAxis(NodePredicate test) {
        return wrapped(node.iterateSelfAxis(counted(test)));
    }

    private NodePredicate counted(NodePredicate test) {
        return candidate -> {
            budget.step();
            return test.test(candidate);
        };
    }

    private SequenceIterator wrapped(SequenceIterator nodes) {
        return new WrappingIterator(nodes, this, this);
    }

    private static final class Text extends StringValue {

        private final StepBudget budget;

        Text(UnicodeString content, AtomicMetadata metadata, StepBudget budget) {
            super(content, metadata);
            this.budget = budget;
        }

        @Override
        public StringValue withMetadata(AtomicMetadata other) {
            return new Text(content, other, budget);
        }

        @Override
        public boolean equals(Object other) {
            budget.step();
            return super.equals(other);
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }

        @Override
        public UnicodeString getContent() {
            budget.step();
            return super.getContent();
        }

        @Override
        public UnicodeString getUnicodeStringValue() {
            budget.step();
            return super.getUnicodeStringValue();
        }

        @Override
        public UnicodeString getPrimitiveStringValue() {
            budget.step();
            return super.getPrimitiveStringValue();
        }

        @Override
        public AtomicMatchKey getXPathMatchKey(StringCollator collator, int timezone, int version) {
            budget.step();
            return super.getXPathMatchKey(collator, timezone, version);
        }

        @Override
        public XPathComparable getXPathComparable(StringCollator collator, int timezone, int version)
                throws NoDynamicContextException {
            budget.step();
            return super.getXPathComparable(collator, timezone, version);
        }
    }
}
