// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import dev.holdfast.message.Content;
import dev.holdfast.xml.SafeXml;
import java.util.Base64;
import org.w3c.dom.Element;

/// Writes envelopes as bodies.
final class Formatter {

    private static final String CHARSET = "; charset=UTF-8";
    private static final String TEXT = "text";
    private static final String BINARY = "binary";

    private Formatter() {}

    /// @param action the SOAP action; empty for none
    static Content write(Body body, Format format, String action) {
        return switch (format) {
            case SOAP11 -> Content.ofText(body.envelope().in(SoapVersion.SOAP11).toXml(), "text/xml" + CHARSET);
            case SOAP12 ->
                Content.ofText(
                        body.envelope().in(SoapVersion.SOAP12).toXml(),
                        "application/soap+xml" + CHARSET + (action.isEmpty() ? "" : "; action=\"" + action + "\""));
            case XML ->
                body.payload()
                        .map(payload ->
                                Content.ofText(XmlText.DECLARATION + XmlText.of(payload), "application/xml" + CHARSET))
                        .orElseGet(Content::empty);
            case TEXT -> Content.ofText(text(body), "text/plain" + CHARSET);
            case BINARY -> binary(body.envelope());
            case NONE -> Content.empty();
            case JSON -> json(body);
        };
    }

    private static String text(Body body) {
        return body.format() == Format.JSON ? body.text() : wrapped(body.envelope(), TEXT);
    }

    private static Content json(Body body) {
        return body.format() == Format.NONE ? Content.empty() : Content.of(Json.bytes(body.json()), "application/json");
    }

    static Element element(String name, String text) {
        Element element = SafeXml.newDocument().createElementNS(Body.PAYLOAD_NAMESPACE, "p:" + name);
        element.setTextContent(text);
        return element;
    }

    static Element binaryElement(Content content) {
        return element(BINARY, Base64.getEncoder().encodeToString(content.toByteArray()));
    }

    private static Content binary(Envelope envelope) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(wrapped(envelope, BINARY));
            return Content.of(bytes, "application/octet-stream");
        } catch (IllegalArgumentException e) {
            throw new UnreadableBodyException("what stands for bytes in the body is not Base64", e);
        }
    }

    private static String wrapped(Envelope envelope, String name) {
        return envelope.payload()
                .filter(payload ->
                        name.equals(payload.getLocalName()) && Body.PAYLOAD_NAMESPACE.equals(payload.getNamespaceURI()))
                .map(Element::getTextContent)
                .orElseThrow(() -> new UnreadableBodyException(
                        "the body holds no element " + name + " of " + Body.PAYLOAD_NAMESPACE));
    }
}
