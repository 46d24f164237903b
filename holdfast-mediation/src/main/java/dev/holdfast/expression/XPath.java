// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import dev.holdfast.content.Envelope;
import dev.holdfast.settings.FirstLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import net.sf.saxon.expr.parser.ExpressionTool;
import net.sf.saxon.s9api.ItemType;
import net.sf.saxon.s9api.OccurrenceIndicator;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XPathCompiler;
import net.sf.saxon.s9api.XPathExecutable;
import net.sf.saxon.s9api.XPathSelector;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XdmEmptySequence;
import net.sf.saxon.s9api.XdmExternalObject;
import net.sf.saxon.s9api.XdmItem;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmValue;
import org.w3c.dom.Document;
import org.w3c.dom.Node;

/// An XPath expression over the envelope, with the rules of XPath 1.0 for conversions and the variables and
/// functions of Synapse.
///
/// What comes from the flow (`get-property`, `$ctx:name`) is made a variable of its own when the expression is
/// compiled, so that evaluating needs no state but the values of the variables.
final class XPath implements Expression {

    /// Regular expressions of Java, which Saxon would run without a limit; its own have one.
    private static final Pattern JAVA_FLAG = Pattern.compile("['\"][a-z]*;j[a-z]*['\"]");

    /// What fn: stands for where nobody has declared it, as in many artifacts.
    private static final String FUNCTIONS = "http://www.w3.org/2005/xpath-functions";

    private final String text;
    private final XPathExecutable executable;
    private final List<SynapseTerms.Lookup> lookups;
    private final boolean looksIntoBody;
    private final boolean asks;

    private XPath(String text, XPathExecutable executable, SynapseTerms terms) {
        this.text = text;
        this.executable = executable;
        this.lookups = terms.lookups();
        this.asks = terms.asks();
        this.looksIntoBody = ExpressionTool.dependsOnFocus(
                        executable.getUnderlyingExpression().getInternalExpression())
                || lookups.stream().anyMatch(SynapseTerms.Lookup::isNode);
    }

    /// @throws ExpressionSyntaxException when Saxon cannot compile it
    static Expression compile(String text, Map<String, String> namespaces) {
        Expressions.requireLength(text);
        if (!Saxon.isWellFormed(text)) {
            throw new ExpressionSyntaxException("", "half a character stands alone in it");
        }
        if (JAVA_FLAG.matcher(text).find()) {
            throw new ExpressionSyntaxException(text, "the flag ;j is not supported");
        }
        return compiled(text, namespaces);
    }

    private static XPath compiled(String text, Map<String, String> namespaces) {
        SynapseTerms terms = SynapseTerms.replaced(text);
        XPathCompiler compiler = Saxon.newCompiler();
        compiler.declareNamespace("fn", FUNCTIONS);
        namespaces.forEach((prefix, namespace) -> {
            if (!prefix.isEmpty()) {
                compiler.declareNamespace(prefix, namespace);
            }
        });
        for (SynapseTerms.Lookup lookup : terms.lookups()) {
            compiler.declareVariable(
                    lookup.variable(),
                    lookup.isNode() ? ItemType.ANY_NODE : ItemType.ANY_ITEM,
                    lookup.isNode() ? OccurrenceIndicator.ZERO_OR_ONE : OccurrenceIndicator.ZERO_OR_MORE);
        }
        if (terms.asks()) {
            compiler.declareVariable(SynapseTerms.MESSAGE, ItemType.ANY_ITEM, OccurrenceIndicator.ONE);
        }
        try {
            return Barrier.run(() -> {
                Saxon.requireKnownFunctions(compiler, terms.text());
                XPathExecutable executable = compiler.compile(terms.text());
                CountedTree.prepare(executable.getUnderlyingExpression().getInternalExpression(), text);
                return new XPath(text, executable, terms);
            });
        } catch (SaxonApiException e) {
            throw new ExpressionSyntaxException(text, FirstLine.of(e));
        }
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public Language language() {
        return Language.XPATH;
    }

    @Override
    public Value evaluate(View view) {
        try {
            StepBudget budget = new StepBudget(
                    text,
                    () -> looksIntoBody ? Saxon.size(view.body().envelope().document()) : 0);
            XPathSelector selector = executable.load();
            if (looksIntoBody) {
                bindNodes(selector, view.body().envelope(), budget);
            }
            for (SynapseTerms.Lookup lookup : lookups) {
                if (!lookup.isNode()) {
                    selector.setVariable(lookup.variable(), items(lookup.find(view), budget));
                }
            }
            if (asks) {
                selector.setVariable(SynapseTerms.MESSAGE, new XdmExternalObject(view));
            }
            return valueOf(budget.around(selector::evaluate));
        } catch (SaxonApiException e) {
            throw new EvaluationException(text, FirstLine.of(e), e);
        }
    }

    private void bindNodes(XPathSelector selector, Envelope envelope, StepBudget budget) throws SaxonApiException {
        CountedNode.Tree document = Saxon.wrap(envelope.document(), budget);
        selector.setContextItem(new XdmNode(document.node(envelope.root())));
        for (SynapseTerms.Lookup lookup : lookups) {
            if (lookup.isNode()) {
                XdmValue node = lookup.findNode(envelope)
                        .<XdmValue>map(element -> new XdmNode(document.node(element)))
                        .orElseGet(XdmEmptySequence::getInstance);
                selector.setVariable(lookup.variable(), node);
            }
        }
    }

    private static XdmValue items(Value value, StepBudget budget) {
        return switch (value) {
            case Value.Missing() -> XdmEmptySequence.getInstance();
            case Value.Bool(boolean bool) -> new XdmAtomicValue(bool);
            case Value.Num(double number) -> new XdmAtomicValue(number);
            case Value.Text(String found) -> Saxon.untyped(found);
            case Value.Json _ -> Saxon.untyped(value.asText());
            case Value.Nodes(List<Node> nodes) ->
                new XdmValue(nodes.stream()
                        .map(node ->
                                new XdmNode(Saxon.wrap(document(node), budget).node(node)))
                        .toList());
        };
    }

    private static Document document(Node node) {
        return node instanceof Document document ? document : Objects.requireNonNull(node.getOwnerDocument());
    }

    private static Value valueOf(XdmValue result) {
        List<Node> nodes = new ArrayList<>();
        for (XdmItem item : result) {
            if (item instanceof XdmNode node) {
                nodes.add(Saxon.unwrap(node));
            } else if (nodes.isEmpty() && item instanceof XdmAtomicValue atomic) {
                return valueOf(atomic);
            }
        }
        return nodes.isEmpty() ? new Value.Missing() : new Value.Nodes(nodes);
    }

    private static Value valueOf(XdmAtomicValue atomic) {
        Object value = atomic.getValue();
        return switch (value) {
            case Boolean bool -> new Value.Bool(bool);
            case Number number -> new Value.Num(number.doubleValue());
            default -> new Value.Text(atomic.getStringValue());
        };
    }

    /// The name of the variable that stands for a lookup.
    static QName variableName(int index) {
        return new QName("lookup" + index);
    }
}
