// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import dev.holdfast.content.Envelope;
import dev.holdfast.settings.FirstLine;
import dev.holdfast.settings.Location;
import dev.holdfast.xml.SafeXml;
import dev.holdfast.xml.TreeBuilder;
import dev.holdfast.xml.XmlSyntaxException;
import java.io.ByteArrayInputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import net.sf.saxon.lib.EnvironmentVariableResolver;
import net.sf.saxon.lib.Feature;
import net.sf.saxon.lib.ResourceRequest;
import net.sf.saxon.s9api.Processor;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.SAXDestination;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XmlProcessingError;
import net.sf.saxon.s9api.Xslt30Transformer;
import net.sf.saxon.s9api.XsltCompiler;
import net.sf.saxon.s9api.XsltExecutable;
import net.sf.saxon.trans.XPathException;
import org.w3c.dom.Document;
import org.w3c.dom.DocumentFragment;
import org.w3c.dom.Element;

/// A stylesheet of XSLT 1.0, 2.0 or 3.0, compiled. It cannot read files, the network, the environment or anything
/// but its message and what it imports by key, write anything but its result, or call Java. How large the result is
/// and how much work it is are limited. Thread-safe.
public final class Stylesheet {

    private static final Logger LOGGER = System.getLogger(Stylesheet.class.getName());
    private static final long MOST_CHARACTERS = 64L << 20;

    /// As much work as so many expressions.
    private static final int STEPS = 10;

    private static final Processor PROCESSOR = newProcessor();

    private final XsltExecutable executable;

    private Stylesheet(XsltExecutable executable) {
        this.executable = executable;
    }

    /// Compiles a stylesheet.
    ///
    /// @param name for messages
    /// @param bytes of the stylesheet
    /// @param imports gives what it imports or includes, by the text of `href`; empty for what there is not
    /// @throws StylesheetException when it cannot be compiled
    public static Stylesheet compile(String name, byte[] bytes, Function<String, Optional<byte[]>> imports) {
        XsltCompiler compiler = PROCESSOR.newXsltCompiler();
        List<XmlProcessingError> errors = new ArrayList<>();
        compiler.setErrorReporter(error -> {
            if (!error.isWarning()) {
                errors.add(error);
            }
        });
        Map<String, String> names = new HashMap<>();
        compiler.setResourceResolver(request -> imported(request, imports, names));
        compiler.getUnderlyingCompilerInfo().setCodeInjector(new CountingInjector());
        try {
            Source source = source(name, bytes, names);
            return new StepBudget(name, () -> 0, STEPS).around(() -> new Stylesheet(compiler.compile(source)));
        } catch (SaxonApiException e) {
            String reason =
                    errors.isEmpty() ? FirstLine.of(e) : errors.getFirst().getMessage();
            throw new StylesheetException(
                    errors.isEmpty() ? Location.of("") : place(errors.getFirst(), names),
                    "the stylesheet " + name + " cannot be compiled: " + FirstLine.of(reason, "no reason is given"),
                    e);
        } catch (EvaluationException e) {
            throw new StylesheetException("the stylesheet " + name + " takes too long to compile", e);
        } catch (XmlSyntaxException e) {
            throw new StylesheetException(
                    new Location(name, e.line(), ""),
                    "the stylesheet " + name + " cannot be read: " + FirstLine.of(e),
                    e);
        }
    }

    private static Location place(XmlProcessingError error, Map<String, String> names) {
        String systemId = String.valueOf(error.getLocation().getSystemId());
        int line = error.getLocation().getLineNumber();
        return new Location(names.getOrDefault(systemId, ""), Math.max(0, line), "");
    }

    /// Transforms a copy of an element, as a document of its own.
    ///
    /// @param parameters of the stylesheet
    /// @return the result: elements, texts
    /// @throws StylesheetException when it fails, or the result is larger than 64 Mi characters or too deep
    public DocumentFragment apply(Element element, Map<String, String> parameters) {
        TreeBuilder result = new TreeBuilder(MOST_CHARACTERS);
        try {
            Document document = SafeXml.newDocument();
            document.appendChild(document.importNode(element, true));
            XdmNode source = PROCESSOR.newDocumentBuilder().build(new DOMSource(document));
            Xslt30Transformer transformer = transformer(source, parameters);
            return new StepBudget("", () -> Saxon.size(document), STEPS).around(() -> {
                transformer.applyTemplates(source, new SAXDestination(result));
                return result.result();
            });
        } catch (SaxonApiException e) {
            throw new StylesheetException("the stylesheet failed: " + FirstLine.of(e), e);
        } catch (EvaluationException e) {
            throw new StylesheetException("the stylesheet was given up: it takes too many steps, or makes too much", e);
        }
    }

    private Xslt30Transformer transformer(XdmNode source, Map<String, String> parameters) throws SaxonApiException {
        Xslt30Transformer transformer = executable.load30();
        Map<QName, XdmAtomicValue> values = new HashMap<>();
        parameters.forEach((name, value) -> values.put(new QName(name), Saxon.untyped(value)));
        transformer.setStylesheetParameters(values);
        transformer.setGlobalContextItem(source);
        transformer.setErrorReporter(error -> LOGGER.log(Level.DEBUG, error::getMessage));
        transformer.setMessageHandler(
                message -> LOGGER.log(Level.DEBUG, () -> "xsl:message: " + message.getStringValue()));
        transformer.setResultDocumentHandler(uri -> {
            throw new StylesheetException(
                    "xsl:result-document is not supported", new UnsupportedOperationException(String.valueOf(uri)));
        });
        return transformer;
    }

    /// @param names those of stylesheets, by their system ids
    private static Source imported(
            ResourceRequest request, Function<String, Optional<byte[]>> imports, Map<String, String> names)
            throws XPathException {
        String key = Optional.ofNullable(request.relativeUri).orElse(String.valueOf(request.uri));
        byte[] bytes = imports.apply(key)
                .orElseThrow(() -> new XPathException("there is no resource '" + key + "' that could be imported"));
        try {
            return source(key, bytes, names);
        } catch (XmlSyntaxException e) {
            throw new XPathException("what is imported as '" + key + "' cannot be read: " + FirstLine.of(e), e);
        }
    }

    /// It is read twice: first with all limits, then by the compiler, which is to know the lines.
    private static Source source(String name, byte[] bytes, Map<String, String> names) {
        SafeXml.document(new ByteArrayInputStream(bytes), Optional.empty());
        String systemId = "resource:" + name.replaceAll("[^\\w./-]", "_");
        names.putIfAbsent(systemId, name);
        return SafeXml.source(new ByteArrayInputStream(bytes), systemId);
    }

    private static Processor newProcessor() {
        Processor processor = new Processor(false);
        processor.setConfigurationProperty(Feature.ALLOW_EXTERNAL_FUNCTIONS, false);
        processor.setConfigurationProperty(Feature.ALLOWED_PROTOCOLS, "");
        processor.setConfigurationProperty(Feature.RESOURCE_RESOLVER, (net.sf.saxon.lib.ResourceResolver) request -> {
            throw refused(String.valueOf(request.uri));
        });
        processor.setConfigurationProperty(
                Feature.UNPARSED_TEXT_URI_RESOLVER, (uri, encoding, configuration, asLines) -> {
                    throw refused(String.valueOf(uri));
                });
        processor.setConfigurationProperty(Feature.COLLECTION_FINDER, (context, uri) -> {
            throw refused(String.valueOf(uri));
        });
        processor.setConfigurationProperty(Feature.ENVIRONMENT_VARIABLE_RESOLVER, new NoEnvironment());
        return processor;
    }

    private static XPathException refused(String uri) {
        return new XPathException("a stylesheet can read nothing but its message: " + uri);
    }

    /// Environment variables hold secrets.
    private static final class NoEnvironment implements EnvironmentVariableResolver {

        @Override
        public Set<String> getAvailableEnvironmentVariables() {
            return Set.of();
        }

        @Override
        public String getEnvironmentVariable(String name) {
            return "";
        }
    }

    /// The elements at the top of a result.
    public static List<Element> elements(DocumentFragment result) {
        return Envelope.elements(result);
    }
}
