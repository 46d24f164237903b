// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import net.sf.saxon.dom.DocumentWrapper;
import net.sf.saxon.lib.Feature;
import net.sf.saxon.om.NodeInfo;
import net.sf.saxon.s9api.ExtensionFunction;
import net.sf.saxon.s9api.ItemType;
import net.sf.saxon.s9api.OccurrenceIndicator;
import net.sf.saxon.s9api.Processor;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.SequenceType;
import net.sf.saxon.s9api.XPathCompiler;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmValue;
import net.sf.saxon.str.StringView;
import net.sf.saxon.tree.wrapper.VirtualNode;
import net.sf.saxon.value.StringValue;
import org.w3c.dom.Document;
import org.w3c.dom.Node;

/// The one Saxon of the process, made when the first expression needs it. Nothing that it runs may read files
/// or
/// the network, or call Java. Thread-safe.
final class Saxon {

    /// The namespace of Synapse's functions, once their calls have been found.
    static final String FUNCTIONS = "urn:holdfast:synapse-functions";

    private static final QName UNKNOWN_FUNCTION = new QName("http://www.w3.org/2005/xqt-errors", "XPST0017");

    private static final Processor PROCESSOR = newProcessor();

    private Saxon() {}

    static XPathCompiler newCompiler() {
        XPathCompiler compiler = PROCESSOR.newXPathCompiler();
        compiler.setBackwardsCompatible(true);
        compiler.setCaching(false);
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

    /// The document, seen by Saxon; nothing is copied.
    static DocumentWrapper wrap(Document document) {
        return new DocumentWrapper(document, "", PROCESSOR.getUnderlyingConfiguration());
    }

    static Node unwrap(XdmNode node) {
        NodeInfo info = node.getUnderlyingNode();
        if (info instanceof VirtualNode virtual && virtual.getRealNode() instanceof Node real) {
            return real;
        }
        throw new IllegalStateException("an expression gave a node that is not of the message");
    }

    static XdmAtomicValue untyped(String text) {
        return new XdmAtomicValue(StringValue.makeUntypedAtomic(StringView.of(text)));
    }

    static String reason(SaxonApiException e) {
        return Optional.ofNullable(e.getMessage())
                .flatMap(text -> text.lines().findFirst())
                .orElse("Saxon gives no reason");
    }

    private static Processor newProcessor() {
        Processor processor = new Processor(false);
        processor.setConfigurationProperty(Feature.ALLOW_EXTERNAL_FUNCTIONS, false);
        processor.setConfigurationProperty(Feature.ALLOWED_PROTOCOLS, "");
        processor.registerExtensionFunction(new TextFunction(
                "base64Encode", (text, charset) -> Base64.getEncoder().encodeToString(text.getBytes(charset))));
        processor.registerExtensionFunction(new TextFunction(
                "base64Decode",
                (text, charset) -> new String(Base64.getMimeDecoder().decode(text), charset)));
        processor.registerExtensionFunction(new TextFunction("url-encode", URLEncoder::encode));
        return processor;
    }

    /// What a function does with a text.
    private interface Conversion {
        String apply(String text, Charset charset);
    }

    /// A function of a text.
    private record TextFunction(String name, Conversion conversion) implements ExtensionFunction {

        @Override
        public QName getName() {
            return new QName(FUNCTIONS, name);
        }

        @Override
        public SequenceType getResultType() {
            return SequenceType.makeSequenceType(ItemType.STRING, OccurrenceIndicator.ONE);
        }

        @Override
        public SequenceType[] getArgumentTypes() {
            return new SequenceType[] {SequenceType.makeSequenceType(ItemType.STRING, OccurrenceIndicator.ZERO_OR_ONE)};
        }

        @Override
        public XdmValue call(XdmValue[] arguments) throws SaxonApiException {
            String text = arguments[0].size() == 0 ? "" : arguments[0].itemAt(0).getStringValue();
            try {
                return new XdmAtomicValue(conversion.apply(text, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw new SaxonApiException(name + ": " + e.getMessage(), e);
            }
        }
    }
}
