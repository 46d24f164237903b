// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.upstream;

import dev.holdfast.message.MessageFormatException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
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
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/// Looks into a SOAP envelope as Synapse stores it. Stateless.
final class SoapText {

    private static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";

    private SoapText() {}

    /// The media type of the envelope, by its version.
    static String mediaType(String envelope) {
        return envelope.contains(SOAP_12) ? "application/soap+xml; charset=UTF-8" : "text/xml; charset=UTF-8";
    }

    /// What stands in the body of the envelope; empty when nothing does.
    ///
    /// @throws MessageFormatException when it is no envelope
    static String body(String envelope) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            Document document = builder.parse(new InputSource(new StringReader(envelope)));
            NodeList bodies = document.getElementsByTagNameNS("*", "Body");
            if (bodies.getLength() == 0) {
                throw new MessageFormatException("the stored SOAP envelope has no body");
            }
            Node child = bodies.item(0).getFirstChild();
            while (child != null && child.getNodeType() != Node.ELEMENT_NODE) {
                child = child.getNextSibling();
            }
            return child == null ? "" : text(child);
        } catch (ParserConfigurationException | SAXException | IOException | TransformerException e) {
            throw new MessageFormatException("the stored SOAP envelope cannot be read: " + e.getMessage(), e);
        }
    }

    private static String text(Node element) throws TransformerException {
        Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        StringWriter out = new StringWriter();
        transformer.transform(new DOMSource(element), new StreamResult(out));
        return out.toString();
    }
}
