// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import dev.holdfast.message.Content;
import dev.holdfast.xml.SafeXml;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.w3c.dom.Element;

/// Writes envelopes as bodies.
final class Formatter {

    private static final String CHARSET = "charset";
    private static final String TEXT = "text";
    private static final String BINARY = "binary";

    private Formatter() {}

    /// @param action the SOAP action; empty for none
    static Content write(Body body, Format format, String action, Charset charset) {
        return switch (format) {
            case SOAP11 -> xml(body.envelope().in(SoapVersion.SOAP11).root(), "text/xml", charset);
            case SOAP12 -> soap12(body.envelope(), action, charset);
            case XML ->
                body.payload()
                        .map(payload -> xml(payload, "application/xml", charset))
                        .orElseGet(Content::empty);
            case TEXT -> content(Encoding.PLAIN.bytes(text(body), charset), "text/plain", charset);
            case BINARY -> binary(body.envelope());
            case NONE -> Content.empty();
            case JSON -> json(body, charset);
            case FORM -> content(body.query(charset).getBytes(charset), "application/x-www-form-urlencoded", charset);
            case MULTIPART -> body.payload().map(MultipartWriter::write).orElseGet(Content::empty);
        };
    }

    private static Content xml(Element root, String type, Charset charset) {
        String declaration = "<?xml version='1.0' encoding='" + charset.name().toLowerCase(Locale.ROOT) + "'?>";
        return content(Encoding.XML.bytes(declaration + XmlText.of(root), charset), type, charset);
    }

    private static Content soap12(Envelope envelope, String action, Charset charset) {
        Content content = xml(envelope.in(SoapVersion.SOAP12).root(), SoapVersion.SOAP12.mediaType(), charset);
        String type = content.type().orElseThrow();
        return action.isEmpty()
                ? content
                : content.withType(MediaType.requireFieldValue(type + "; action=" + MediaType.quoted(action)));
    }

    private static String text(Body body) {
        return body.format() == Format.JSON || body.isText() ? body.text() : wrapped(body.envelope(), TEXT);
    }

    private static Content json(Body body, Charset charset) {
        if (body.format() == Format.NONE) {
            return Content.empty();
        }
        return content(Encoding.JSON.bytes(Json.write(body.json()), charset), "application/json", charset);
    }

    /// JSON and forms are in UTF-8 unless they say something else; their types have no such parameter.
    private static Content content(byte[] bytes, String type, Charset charset) {
        boolean silent =
                charset.equals(StandardCharsets.UTF_8) && type.startsWith("application/") && !type.endsWith("xml");
        return Content.of(bytes, silent ? type : type + "; " + CHARSET + "=" + charset.name());
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
