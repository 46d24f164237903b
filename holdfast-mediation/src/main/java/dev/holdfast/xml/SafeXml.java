// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.xml;

import dev.holdfast.settings.FirstLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.sax.SAXSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/// The only place where XML parsers are made: no document type declarations, no external entities, no network,
/// and a limit on depth, so that what is built can be walked by recursion. Thread-safe.
public final class SafeXml {

    /// The deepest nesting of elements that is read.
    public static final int MAX_DEPTH = 512;

    private static final String LIMIT = "http://www.oracle.com/xml/jaxp/properties/";
    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";
    private static final int KEPT_BUILDERS = 16;
    private static final SAXParserFactory SAX = saxFactory();
    private static final DocumentBuilderFactory DOCUMENTS = documentFactory();
    private static final BlockingQueue<DocumentBuilder> IDLE = new ArrayBlockingQueue<>(KEPT_BUILDERS);

    private SafeXml() {}

    /// Reads a document.
    ///
    /// @param encoding what the transport says about the bytes; empty: what the document says
    /// @throws XmlSyntaxException when it is not well-formed, too deep, or has a document type declaration
    public static Document document(InputStream in, Optional<String> encoding) {
        InputSource source = new InputSource(in);
        encoding.ifPresent(source::setEncoding);
        DocumentBuilder builder = builder();
        try {
            return Barrier.parse(builder, source);
        } catch (SAXParseException e) {
            throw new XmlSyntaxException(e.getLineNumber(), reason(e), e);
        } catch (SAXException | IOException e) {
            throw new XmlSyntaxException(0, reason(e), e);
        } finally {
            builder.reset();
            builder.setErrorHandler(new StrictErrors());
            IDLE.offer(builder);
        }
    }

    /// A document for a compiler that tells lines, to be read once.
    ///
    /// @param systemId as the compiler calls it
    public static SAXSource source(InputStream in, String systemId) {
        InputSource source = new InputSource(in);
        source.setSystemId(systemId);
        try {
            return new SAXSource(SAX.newSAXParser().getXMLReader(), source);
        } catch (ParserConfigurationException | SAXException e) {
            throw noParser(e);
        }
    }

    /// An empty document.
    public static Document newDocument() {
        DocumentBuilder builder = builder();
        Document document = builder.newDocument();
        IDLE.offer(builder);
        return document;
    }

    /// A reader of events that knows its place, for artifacts.
    ///
    /// @throws XmlSyntaxException when it does not even begin as XML
    public static XMLStreamReader reader(Reader in) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(LIMIT + "maxElementDepth", Integer.toString(MAX_DEPTH));
        try {
            return factory.createXMLStreamReader(in);
        } catch (XMLStreamException e) {
            throw new XmlSyntaxException(e.getLocation().getLineNumber(), reason(e), e);
        }
    }

    private static DocumentBuilder builder() {
        DocumentBuilder idle = IDLE.poll();
        if (idle != null) {
            return idle;
        }
        try {
            DocumentBuilder builder = DOCUMENTS.newDocumentBuilder();
            builder.setErrorHandler(new StrictErrors());
            return builder;
        } catch (ParserConfigurationException e) {
            throw noParser(e);
        }
    }

    private static IllegalStateException noParser(Exception e) {
        return new IllegalStateException("the JDK has no XML parser that can be made safe", e);
    }

    private static SAXParserFactory saxFactory() {
        SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCTYPE, true);
        } catch (ParserConfigurationException | SAXException e) {
            throw noParser(e);
        }
        factory.setNamespaceAware(true);
        factory.setXIncludeAware(false);
        return factory;
    }

    private static DocumentBuilderFactory documentFactory() {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCTYPE, true);
            factory.setFeature("http://apache.org/xml/features/dom/defer-node-expansion", false);
        } catch (ParserConfigurationException e) {
            throw noParser(e);
        }
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setAttribute(LIMIT + "maxElementDepth", Integer.toString(MAX_DEPTH));
        factory.setNamespaceAware(true);
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        return factory;
    }

    private static String reason(Exception e) {
        String text = FirstLine.of(e.getMessage(), "not well-formed");
        return text.contains("DOCTYPE") ? "a document type declaration (DOCTYPE) is not allowed" : text;
    }
}
