// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.nio.charset.StandardCharsets;
import net.sf.saxon.dom.DocumentWrapper;
import net.sf.saxon.expr.parser.OptimizerOptions;
import net.sf.saxon.lib.Feature;
import net.sf.saxon.om.NodeInfo;
import net.sf.saxon.s9api.Processor;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XPathCompiler;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.str.StringView;
import net.sf.saxon.sxpath.IndependentContext;
import net.sf.saxon.tree.wrapper.VirtualNode;
import net.sf.saxon.value.StringValue;
import org.w3c.dom.Document;
import org.w3c.dom.Node;

/// The one Saxon of the process, made when the first expression needs it. Nothing that it runs may read files or
/// the network, or call Java. Thread-safe.
final class Saxon {

    /// The namespace of Synapse's functions, once their calls have been found.
    static final String FUNCTIONS = "urn:holdfast:synapse-functions";

    /// What stands before the calls then.
    static final String PREFIX = "_holdfast_:";

    private static final QName UNKNOWN_FUNCTION = new QName("http://www.w3.org/2005/xqt-errors", "XPST0017");

    /// What upstream has too. What came later can do work that is not counted, even while it is compiled.
    private static final String VERSION = "2.0";

    /// What is constant is not worked out while an expression is compiled: nothing would limit that.
    private static final OptimizerOptions UNFOLDED =
            OptimizerOptions.FULL_HE_OPTIMIZATION.except(new OptimizerOptions(OptimizerOptions.CONSTANT_FOLDING));

    private static final Processor PROCESSOR = newProcessor();

    private Saxon() {}

    static XPathCompiler newCompiler() {
        XPathCompiler compiler = PROCESSOR.newXPathCompiler();
        compiler.setLanguageVersion(VERSION);
        compiler.declareNamespace(PREFIX.substring(0, PREFIX.length() - 1), FUNCTIONS);
        compiler.setBackwardsCompatible(true);
        compiler.setCaching(false);
        ((IndependentContext) compiler.getUnderlyingStaticContext()).setOptimizerOptions(UNFOLDED);
        return compiler;
    }

    /// By the rules of XPath 1.0 an unknown function fails when it is called; here it fails when it is
    /// deployed.
    static void requireKnownFunctions(XPathCompiler compiler, String text) throws SaxonApiException {
        compiler.setBackwardsCompatible(false);
        try {
            compiler.compile(text);
        } catch (SaxonApiException e) {
            if (UNKNOWN_FUNCTION.equals(e.getErrorCode())) {
                throw e;
            }
        } finally {
            compiler.setBackwardsCompatible(true);
        }
    }

    /// The document, seen by Saxon; nothing is copied, and each look at a node is counted.
    static CountedNode.Tree wrap(Document document, StepBudget budget) {
        DocumentWrapper wrapper = new DocumentWrapper(document, "", PROCESSOR.getUnderlyingConfiguration());
        return new CountedNode.Tree(wrapper, new DocumentOrder(document), budget);
    }

    /// How many nodes there are.
    static long size(Node node) {
        long size = 1;
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            size += size(child);
        }
        return size;
    }

    static Node unwrap(XdmNode node) {
        NodeInfo info = node.getUnderlyingNode();
        if (info instanceof VirtualNode virtual && virtual.getRealNode() instanceof Node real) {
            return real;
        }
        throw new IllegalStateException("an expression gave a node that is not of the message");
    }

    static XdmAtomicValue untyped(String text) {
        return new XdmAtomicValue(untypedValue(text));
    }

    static StringValue untypedValue(String text) {
        return StringValue.makeUntypedAtomic(StringView.of(isWellFormed(text) ? text : repaired(text)));
    }

    /// Whether no half of a character stands alone, as JSON can have it and XML cannot.
    static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static String repaired(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static Processor newProcessor() {
        Processor processor = new Processor(false);
        processor.setConfigurationProperty(Feature.ALLOW_EXTERNAL_FUNCTIONS, false);
        processor.setConfigurationProperty(Feature.ALLOWED_PROTOCOLS, "");
        SaxonFunctions.all().forEach(processor.getUnderlyingConfiguration()::registerExtensionFunction);
        return processor;
    }
}
