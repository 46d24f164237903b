// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.upstream;

import dev.holdfast.message.Content;
import dev.holdfast.message.MessageFormatException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/// Looks into a SOAP envelope as Synapse stores it, and makes one. Stateless.
final class SoapText {

    /// The namespace of the elements in which Axis2 keeps what is no XML.
    static final String PAYLOAD = "http://ws.apache.org/commons/ns/payload";

    private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";

    private SoapText() {}

    /// The media type of the envelope, by its version.
    static String mediaType(String envelope) {
        return envelope.contains(SOAP_12) ? "application/soap+xml; charset=UTF-8" : "text/xml; charset=UTF-8";
    }

    /// The first element in the body of the envelope; empty when nothing stands there.
    ///
    /// @throws MessageFormatException when it is no envelope
    static Optional<Element> inBody(String envelope) {
        try {
            Element root = parse(new InputSource(new StringReader(envelope)));
            for (Node child = root.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child instanceof Element element && "Body".equals(element.getLocalName())) {
                    return firstElement(element);
                }
            }
            throw new MessageFormatException("the stored SOAP envelope has no body");
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new MessageFormatException("the stored SOAP envelope cannot be read: " + e.getMessage(), e);
        }
    }

    /// The root element of an XML document; empty when it cannot be read or has a document type.
    ///
    /// @param charset none: as the document says
    static Optional<Element> root(Content document, Optional<Charset> charset) {
        InputSource source = new InputSource(document.open());
        charset.ifPresent(known -> source.setEncoding(known.name()));
        try {
            return Optional.of(parse(source));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            return Optional.empty();
        }
    }

    static boolean isEnvelope(Element root) {
        return "Envelope".equals(root.getLocalName())
                && (SOAP_11.equals(root.getNamespaceURI()) || SOAP_12.equals(root.getNamespaceURI()));
    }

    /// An envelope around the text of an element, or around nothing.
    static String around(String element) {
        return "<soapenv:Envelope xmlns:soapenv=\"" + SOAP_11 + "\"><soapenv:Body>" + element
                + "</soapenv:Body></soapenv:Envelope>";
    }

    /// The element in which Axis2 keeps what is no XML.
    static String payload(String name, String text) {
        return "<" + name + " xmlns=\"" + PAYLOAD + "\">" + escaped(text) + "</" + name + ">";
    }

    /// The element as text.
    static String write(Element element) {
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter out = new StringWriter();
            transformer.transform(new DOMSource(element), new StreamResult(out));
            return out.toString();
        } catch (TransformerException e) {
            throw new MessageFormatException("an XML element cannot be written: " + e.getMessage(), e);
        }
    }

    /// Whether the text can stand in an XML document.
    static boolean canSay(String text) {
        return text.codePoints()
                .allMatch(point -> point == '\t'
                        || point == '\n'
                        || point == '\r'
                        || (point >= 0x20 && point < 0xD800)
                        || (point > 0xDFFF && point < 0xFFFE)
                        || point > 0xFFFF);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\r", "&#13;");
    }

    private static Element parse(InputSource source) throws ParserConfigurationException, SAXException, IOException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(new DefaultHandler());
        return builder.parse(source).getDocumentElement();
    }

    private static Optional<Element> firstElement(Element parent) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }
}
