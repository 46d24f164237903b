// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.content.Body;
import dev.holdfast.content.Envelope;
import dev.holdfast.content.Format;
import dev.holdfast.content.SoapVersion;
import dev.holdfast.content.UnreadableBodyException;
import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.mediation.Catalogue;
import dev.holdfast.mediation.Fault;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.message.Content;
import dev.holdfast.resource.Resource;
import dev.holdfast.resource.ResourceException;
import dev.holdfast.xml.SafeXml;
import dev.holdfast.xml.XmlSyntaxException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.w3c.dom.Document;

/// The body of a message that a task makes: XML, JSON or text, of the artifact or of a resource. Immutable.
///
/// @param source where the text is
/// @param shape how XML is put into it
record Payload(Source source, Shape shape) {

    /// Where the text is.
    sealed interface Source {

        /// In the artifact.
        record Inline(String text) implements Source {}

        /// In a local entry or a resource of the registry, which is looked up for each message.
        record Key(String key) implements Source {}
    }

    /// How XML is put into a message.
    enum Shape {
        /// In an envelope of SOAP 1.1.
        SOAP11,
        /// In an envelope of SOAP 1.2.
        SOAP12,
        /// As it is.
        POX,
        /// Not at all: a GET has no body.
        GET;

        static Optional<Shape> of(String format) {
            return switch (format.toLowerCase(Locale.ROOT)) {
                case "soap11" -> Optional.of(SOAP11);
                case "soap12" -> Optional.of(SOAP12);
                case "pox" -> Optional.of(POX);
                case "get" -> Optional.of(GET);
                default -> Optional.empty();
            };
        }
    }

    /// The body.
    ///
    /// @throws MediationException when the text is not there or cannot be read
    Content make(Catalogue catalogue) {
        if (shape == Shape.GET) {
            return Content.empty();
        }
        String text = text(catalogue).strip();
        if (text.startsWith("<")) {
            return xml(text);
        }
        boolean json = text.startsWith("{") || text.startsWith("[");
        return Content.ofText(text, json ? "application/json" : "text/plain; charset=UTF-8");
    }

    private String text(Catalogue catalogue) {
        return switch (source) {
            case Source.Inline(String text) -> text;
            case Source.Key(String key) -> {
                try {
                    yield catalogue
                            .resource(key)
                            .map(Resource::text)
                            .orElseThrow(() -> new MediationException(
                                    ErrorCodes.GENERIC, "there is no local entry or resource '" + key + "'"));
                } catch (ResourceException e) {
                    throw unreadable(e);
                }
            }
        };
    }

    /// What is an envelope already stays one.
    private Content xml(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            Document document = SafeXml.document(new ByteArrayInputStream(bytes), Optional.of("UTF-8"));
            Body body = Envelope.of(document)
                    .map(Body::of)
                    .orElseGet(() -> shape == Shape.POX
                            ? Body.of(Envelope.around(SoapVersion.SOAP11, document.getDocumentElement()), Format.XML)
                            : Body.of(Envelope.around(version(), document.getDocumentElement())));
            return body.content();
        } catch (XmlSyntaxException | UnreadableBodyException e) {
            throw unreadable(e);
        }
    }

    private SoapVersion version() {
        return shape == Shape.SOAP11 ? SoapVersion.SOAP11 : SoapVersion.SOAP12;
    }

    private static MediationException unreadable(RuntimeException e) {
        return new MediationException(
                ErrorCodes.UNREADABLE_BODY, String.valueOf(e.getMessage()), Fault.Kind.UNREADABLE, e);
    }
}
