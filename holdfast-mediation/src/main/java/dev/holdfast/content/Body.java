// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import dev.holdfast.message.Content;
import dev.holdfast.xml.SafeXml;
import dev.holdfast.xml.XmlSyntaxException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The body of a message: bytes, until something looks inside.
///
/// A body that was only looked at is sent with the very bytes that came. Neither tree, of XML or of JSON, may be
/// changed: another body is made of a changed copy. Belongs to one flow: not thread-safe.
public final class Body {

    /// The namespace of the elements that stand for text and bytes in an envelope.
    public static final String PAYLOAD_NAMESPACE = "http://ws.apache.org/commons/ns/payload";

    private final Format format;
    private final Source source;
    private @Nullable Envelope envelope;
    private @Nullable JsonNode json;
    private @Nullable Content written;
    private String query = "";
    private Optional<MediaType> label = Optional.empty();

    /// What the body is made of; all else is made of that when it is asked for.
    private enum Source {
        BYTES,
        TEXT,
        ENVELOPE,
        JSON
    }

    private Body(Format format, Source source) {
        this.format = format;
        this.source = source;
    }

    /// A body as it came.
    ///
    /// @param soapAction whether the request says that it is a call of SOAP 1.1
    public static Body received(Content content, boolean soapAction) {
        return ofBytes(Classification.of(content, soapAction), content);
    }

    private static Body ofBytes(Format format, Content content) {
        Body body = new Body(format, Source.BYTES);
        body.written = content;
        return body;
    }

    /// A body made of an envelope.
    ///
    /// @param format as what it is sent, if nothing else is asked for: SOAP in the version of the envelope, or
    ///     XML
    public static Body of(Envelope envelope, Format format) {
        Body body = new Body(format, Source.ENVELOPE);
        body.envelope = envelope;
        return body;
    }

    /// A SOAP body made of an envelope.
    public static Body of(Envelope envelope) {
        return of(envelope, envelope.version().format());
    }

    /// A body of JSON.
    ///
    /// @param json not to be changed afterwards
    public static Body of(JsonNode json) {
        Body body = new Body(Format.JSON, Source.JSON);
        body.json = json;
        return body;
    }

    /// A body of plain text.
    public static Body ofText(String text) {
        Body body = new Body(Format.TEXT, Source.TEXT);
        body.written = Content.ofText(text, "text/plain; charset=UTF-8");
        return body;
    }

    /// No body, and the fields of a query in its place: what a GET says.
    ///
    /// @param query as it stands in the target, without the question mark
    public static Body ofQuery(String query) {
        Body body = ofBytes(Format.NONE, Content.empty());
        body.query = query;
        return body;
    }

    /// This body under a media type of the same format, such as `application/hal+json` for JSON, when it is
    /// written anew.
    ///
    /// @param type of the body in whose place it stands
    public Body labelled(Optional<String> type) {
        Body same = shared();
        same.label = type.map(MediaType::parse).filter(media -> !format.isSoap() && Format.of(media) == format);
        same.written = switch (source) {
            case BYTES -> written;
            case TEXT -> same.labelled(content());
            case ENVELOPE, JSON -> null;
        };
        return same;
    }

    /// The same body for another thread. The bytes and the JSON are shared, a tree of XML is not.
    public Body copy() {
        Body copy = shared();
        copy.envelope = source == Source.ENVELOPE ? envelope().copy() : null;
        return copy;
    }

    private Body shared() {
        Body same = new Body(format, source);
        same.envelope = envelope;
        same.json = json;
        same.written = written;
        same.query = query;
        same.label = label;
        return same;
    }

    /// What it is.
    public Format format() {
        return format;
    }

    /// Whether something has looked inside, so that a tree is there.
    public boolean isParsed() {
        return envelope != null || json != null;
    }

    /// Whether it is known to hold a SOAP fault; a body that nobody has looked into is not parsed for this.
    public boolean isKnownFault() {
        return envelope != null && envelope.isFault();
    }

    /// Whether what it is made of is text, however it is encoded.
    boolean isText() {
        return format == Format.TEXT && source != Source.ENVELOPE;
    }

    /// Whether its bytes are those that came.
    public boolean isAsReceived() {
        return source == Source.BYTES;
    }

    /// The body as an envelope; what is no SOAP is seen as content of a SOAP 1.1 envelope, JSON converted.
    ///
    /// @throws UnreadableBodyException when it is not what it is said to be, or cannot be converted
    public Envelope envelope() {
        Envelope known = envelope;
        if (known == null) {
            known = parse();
            envelope = known;
        }
        return known;
    }

    /// The body as JSON: of JSON itself, of text a string, of any other its payload converted; of nothing an
    /// empty object.
    ///
    /// @throws UnreadableBodyException when it is not what it is said to be, or cannot be converted
    public JsonNode json() {
        JsonNode known = json;
        if (known == null) {
            known = parseJson();
            json = known;
        }
        return known;
    }

    /// The bytes: as received while nothing has changed, else written in the body's format.
    ///
    /// @throws UnreadableBodyException when the envelope does not hold what the format needs
    public Content content() {
        Content known = written;
        if (known == null) {
            known = labelled(Formatter.write(this, format, "", StandardCharsets.UTF_8));
            written = known;
        }
        return known;
    }

    /// The bytes in a format, for sending.
    ///
    /// @param action the SOAP action, which SOAP 1.2 carries in the media type; empty for none
    /// @throws UnreadableBodyException when the body cannot be had in that format
    public Content as(Format wanted, String action) {
        if (wanted == format && (wanted != Format.SOAP12 || isAsReceived())) {
            return content();
        }
        return Formatter.write(this, wanted, action, StandardCharsets.UTF_8);
    }

    /// The bytes in a format and a character set; those that came, if they say that they are in it.
    ///
    /// @throws UnreadableBodyException as [#as(Format, String)], or when it does not have a character of the body
    public Content as(Format wanted, String action, Charset charset) {
        Content known = as(wanted, action);
        boolean said = known.type()
                .map(MediaType::parse)
                .flatMap(MediaType::charset)
                .filter(charset::equals)
                .isPresent();
        boolean bytes = wanted == Format.BINARY || wanted == Format.MULTIPART || known.isEmpty();
        if (said || bytes) {
            return known;
        }
        Content anew = Formatter.write(this, wanted, action, charset);
        return wanted == format ? labelled(anew) : anew;
    }

    /// The fields of the body as a query, without the question mark: each child of the payload by its name.
    ///
    /// @throws UnreadableBodyException when a field has fields of its own
    public String query() {
        return query(StandardCharsets.UTF_8);
    }

    String query(Charset charset) {
        return payload().map(payload -> FormFields.write(payload, charset)).orElse("");
    }

    private Content labelled(Content content) {
        if (label.isEmpty() || content.isEmpty()) {
            return content;
        }
        Optional<String> charset = content.type().map(MediaType::parse).flatMap(MediaType::charsetName);
        MediaType bare = label.get().without("charset").without("boundary");
        return content.withType(
                charset.map(name -> bare.with("charset", name)).orElse(bare).text());
    }

    /// The body as text: what a log shows of JSON and text.
    ///
    /// @throws UnreadableBodyException when its character set is not known
    public String text() {
        Content content = content();
        if (format == Format.JSON) {
            String text = Json.charset(content).decode(content.buffer()).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        }
        return charset().decode(content.buffer()).toString();
    }

    private Charset charset() {
        return content()
                .type()
                .map(MediaType::parse)
                .flatMap(MediaType::charset)
                .orElse(StandardCharsets.UTF_8);
    }

    private Envelope parse() {
        return switch (format) {
            case SOAP11, SOAP12 -> parseSoap(content());
            case XML -> {
                TreeSize.takeForXml(content());
                Document document = document(content());
                yield Envelope.of(document)
                        .orElseGet(() -> Envelope.taking(SoapVersion.SOAP11, document.getDocumentElement()));
            }
            case TEXT -> Envelope.taking(SoapVersion.SOAP11, Formatter.element("text", text()));
            case BINARY -> Envelope.taking(SoapVersion.SOAP11, Formatter.binaryElement(content()));
            case FORM -> Envelope.taking(SoapVersion.SOAP11, FormFields.read(text(), charset()));
            case MULTIPART -> Envelope.taking(SoapVersion.SOAP11, MultipartReader.read(content()));
            case NONE ->
                query.isEmpty()
                        ? Envelope.empty(SoapVersion.SOAP11)
                        : Envelope.taking(SoapVersion.SOAP11, FormFields.read(query, StandardCharsets.UTF_8));
            case JSON -> {
                JsonNode value = json();
                roomForConversion();
                yield Envelope.taking(SoapVersion.SOAP11, JsonToXml.convert(value));
            }
        };
    }

    private JsonNode parseJson() {
        return switch (format) {
            case JSON -> source == Source.BYTES ? read(content()) : converted();
            case TEXT -> JsonNodeFactory.instance.stringNode(text());
            case SOAP11, SOAP12, XML, BINARY, FORM, MULTIPART, NONE -> converted();
        };
    }

    /// How large the other tree is can be told from the bytes, if there are some.
    private void roomForConversion() {
        if (source == Source.BYTES) {
            TreeSize.takeForConversion(content(), format);
        }
    }

    private JsonNode converted() {
        Optional<Element> payload = payload();
        roomForConversion();
        return payload.map(XmlToJson::convert).orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private static JsonNode read(Content content) {
        TreeSize.takeForJson(content);
        try {
            return Json.read(content);
        } catch (JsonSyntaxException e) {
            throw new UnreadableBodyException("the body cannot be read as JSON: " + e.getMessage(), e);
        }
    }

    private Envelope parseSoap(Content content) {
        TreeSize.takeForXml(content);
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
