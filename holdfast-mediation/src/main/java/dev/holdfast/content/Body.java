// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import dev.holdfast.message.Content;
import dev.holdfast.xml.SafeXml;
import dev.holdfast.xml.XmlSyntaxException;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// The body of a message: bytes, until something looks inside.
///
/// A body that was only looked at is sent with the very bytes that came. Belongs to one flow: not thread-safe.
public final class Body {

    /// The namespace of the elements that stand for text and bytes in an envelope.
    public static final String PAYLOAD_NAMESPACE = "http://ws.apache.org/commons/ns/payload";

    private final Format format;
    private final @Nullable Content received;
    private @Nullable Envelope envelope;
    private @Nullable Content written;

    private Body(Format format, @Nullable Content received, @Nullable Envelope envelope) {
        this.format = format;
        this.received = received;
        this.envelope = envelope;
    }

    /// A body as it came.
    ///
    /// @param soapAction whether the request says that it is a call of SOAP 1.1
    public static Body received(Content content, boolean soapAction) {
        return new Body(Classification.of(content, soapAction), content, null);
    }

    /// A body made of an envelope.
    ///
    /// @param format as what it is sent, if nothing else is asked for: SOAP in the version of the envelope, or
    ///     XML
    public static Body of(Envelope envelope, Format format) {
        return new Body(format, null, envelope);
    }

    /// A SOAP body made of an envelope.
    public static Body of(Envelope envelope) {
        return new Body(envelope.version().format(), null, envelope);
    }

    /// A body of its own for another thread: it shares the bytes, and never the tree.
    public Body copy() {
        return new Body(format, content(), null);
    }

    /// What it is.
    public Format format() {
        return format;
    }

    /// Whether something has looked inside, so that the tree is there.
    public boolean isParsed() {
        return envelope != null;
    }

    /// The body as an envelope; what is no SOAP is seen as content of a SOAP 1.1 envelope.
    ///
    /// @throws UnreadableBodyException when it is not what it is said to be, or is JSON
    public Envelope envelope() {
        Envelope known = envelope;
        if (known == null) {
            known = parse(content());
            envelope = known;
        }
        return known;
    }

    /// The bytes: as received while nothing has changed, else written in the body's format.
    ///
    /// @throws UnreadableBodyException when the envelope does not hold what the format needs
    public Content content() {
        if (received != null) {
            return received;
        }
        Content known = written;
        if (known == null) {
            known = Formatter.write(envelope(), format, "");
            written = known;
        }
        return known;
    }

    /// The bytes in a format, for sending.
    ///
    /// @param action the SOAP action, which SOAP 1.2 carries in the media type; empty for none
    /// @throws UnreadableBodyException when the body cannot be had in that format
    public Content as(Format wanted, String action) {
        if (wanted == format && (wanted != Format.SOAP12 || received != null)) {
            return content();
        }
        return Formatter.write(envelope(), wanted, action);
    }

    /// The body as text: what a log shows of JSON and text.
    ///
    /// @throws UnreadableBodyException when its character set is not known
    public String text() {
        Content content = content();
        Charset charset = content.type()
                .map(MediaType::parse)
                .flatMap(MediaType::charset)
                .orElse(java.nio.charset.StandardCharsets.UTF_8);
        return charset.decode(content.buffer()).toString();
    }

    private Envelope parse(Content content) {
        return switch (format) {
            case SOAP11, SOAP12 -> parseSoap(content);
            case XML -> {
                Document document = document(content);
                yield Envelope.of(document)
                        .orElseGet(() -> Envelope.around(SoapVersion.SOAP11, document.getDocumentElement()));
            }
            case TEXT -> Envelope.around(SoapVersion.SOAP11, Formatter.element("text", text()));
            case BINARY -> Envelope.around(SoapVersion.SOAP11, Formatter.binaryElement(content));
            case NONE -> Envelope.empty(SoapVersion.SOAP11);
            case JSON -> throw new UnreadableBodyException("the body is JSON, and XML is needed here");
        };
    }

    private Envelope parseSoap(Content content) {
        Document document = document(content);
        Envelope found = Envelope.of(document)
                .orElseThrow(() -> new UnreadableBodyException("a SOAP envelope was expected, and the root element is "
                        + document.getDocumentElement().getLocalName()));
        if (found.version().format() != format) {
            throw new UnreadableBodyException(
                    "the media type says " + format.name().toLowerCase(Locale.ROOT) + ", and the envelope is "
                            + found.version().name().toLowerCase(Locale.ROOT));
        }
        return found;
    }

    private static Document document(Content content) {
        Optional<String> charset =
                content.type().map(MediaType::parse).flatMap(MediaType::charset).map(Charset::name);
        try {
            return SafeXml.document(content.open(), charset);
        } catch (XmlSyntaxException e) {
            throw new UnreadableBodyException("the body cannot be read as XML: " + e.getMessage(), e);
        }
    }

    /// The first element in the envelope's body.
    ///
    /// @throws UnreadableBodyException as [#envelope]
    public Optional<Element> payload() {
        return envelope().payload();
    }
}
