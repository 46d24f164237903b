// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.upstream;

import dev.holdfast.message.Content;
import dev.holdfast.message.MessageFormatException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.w3c.dom.Element;

/// A body as Synapse keeps it: always an envelope, and JSON beside it. What is neither XML nor JSON stands in the
/// envelope, as the text or the Base64 of an element that Axis2 has for that.
///
/// @param envelope the SOAP envelope
/// @param json the JSON text, if it is one
/// @param plain whether the envelope is none of the message's own
record UpstreamBody(String envelope, Optional<byte[]> json, boolean plain) {

    private static final String TEXT = "text";
    private static final String BINARY = "binary";

    /// The body as it is written.
    static UpstreamBody of(Content content) {
        MediaType type = MediaType.of(content);
        if (content.isEmpty()) {
            return around("");
        }
        if (type.isJson()) {
            return new UpstreamBody(SoapText.around(""), Optional.of(content.toByteArray()), true);
        }
        if (type.isXml()) {
            return SoapText.root(content, type.charset())
                    .filter(root -> !SoapText.PAYLOAD.equals(root.getNamespaceURI()))
                    .map(UpstreamBody::ofXml)
                    .orElseGet(() -> binary(content));
        }
        return type.isText() ? text(content, type.charset().orElse(StandardCharsets.UTF_8)) : binary(content);
    }

    /// The body as it was before it was written.
    ///
    /// @param given the value of the field Content-Type, if the message has one
    Content read(Optional<String> given) {
        if (json.isPresent()) {
            return Content.of(
                    json.get(),
                    given.filter(type -> MediaType.of(type).isJson()).orElse("application/json"));
        }
        if (!plain) {
            return Content.ofText(envelope, soapType(given));
        }
        Optional<Element> element = SoapText.inBody(envelope);
        if (element.isEmpty()) {
            return given.map(type -> Content.of(new byte[0], type)).orElse(Content.empty());
        }
        return SoapText.PAYLOAD.equals(element.get().getNamespaceURI())
                ? payload(element.get(), given)
                : Content.ofText(
                        SoapText.write(element.get()),
                        given.map(MediaType::of)
                                .filter(MediaType::isXml)
                                .map(MediaType::inUtf8)
                                .orElse("application/xml; charset=UTF-8"));
    }

    private String soapType(Optional<String> given) {
        String usual = SoapText.mediaType(envelope);
        return given.map(MediaType::of)
                .filter(type -> type.name().equals(MediaType.of(usual).name()))
                .map(MediaType::inUtf8)
                .orElse(usual);
    }

    private static Content payload(Element element, Optional<String> given) {
        String text = element.getTextContent();
        if (TEXT.equals(element.getLocalName())) {
            return Content.ofText(
                    text, given.map(MediaType::of).map(MediaType::inUtf8).orElse("text/plain; charset=UTF-8"));
        }
        try {
            return Content.of(Base64.getMimeDecoder().decode(text), given.orElse("application/octet-stream"));
        } catch (IllegalArgumentException e) {
            throw new MessageFormatException("the stored bytes are no Base64: " + e.getMessage(), e);
        }
    }

    private static UpstreamBody ofXml(Element root) {
        String text = SoapText.write(root);
        return SoapText.isEnvelope(root) ? new UpstreamBody(text, Optional.empty(), false) : around(text);
    }

    private static UpstreamBody text(Content content, Charset charset) {
        String text = new String(content.toByteArray(), charset);
        boolean same = Content.of(text.getBytes(charset)).hasSameBytes(content);
        return same && SoapText.canSay(text) ? around(SoapText.payload(TEXT, text)) : binary(content);
    }

    private static UpstreamBody binary(Content content) {
        return around(SoapText.payload(BINARY, Base64.getEncoder().encodeToString(content.toByteArray())));
    }

    private static UpstreamBody around(String element) {
        return new UpstreamBody(SoapText.around(element), Optional.empty(), true);
    }
}
