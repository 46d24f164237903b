// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import dev.holdfast.message.Content;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// Writes elements as a form of parts (`multipart/form-data`), as [MultipartReader] reads them. For one use.
final class MultipartWriter {

    static final String FILE_NAME = "filename";
    static final String CONTENT_TYPE = "content-type";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final String boundary;

    private MultipartWriter(String boundary) {
        this.boundary = boundary;
    }

    /// Each child element as a part.
    ///
    /// @throws UnreadableBodyException when one that must be Base64 is not, or cannot be written in its character
    ///     set
    static Content write(Element payload) {
        MultipartWriter writer = new MultipartWriter("holdfast-" + digest(XmlText.of(payload)));
        for (Node node = payload.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element part) {
                writer.part(part);
            }
        }
        writer.text("--" + writer.boundary + "--\r\n");
        return Content.of(writer.out.toByteArray(), "multipart/form-data; boundary=" + writer.boundary);
    }

    /// Whether a part is text: it is no file, and its media type is none or one of text.
    static boolean isText(Optional<String> fileName, Optional<String> contentType) {
        return fileName.isEmpty()
                && contentType
                        .map(MediaType::parse)
                        .map(type -> type.name().startsWith("text/") || type.isJson() || type.isXml())
                        .orElse(true);
    }

    static Charset charset(Optional<String> contentType) {
        return contentType.map(MediaType::parse).flatMap(MediaType::charset).orElse(StandardCharsets.UTF_8);
    }

    private void part(Element part) {
        Optional<String> file = attribute(part, FILE_NAME);
        Optional<String> type = attribute(part, CONTENT_TYPE);
        text("--" + boundary + "\r\nContent-Disposition: form-data; name=\""
                + quoted(JsonNames.toJson(part.getLocalName())) + "\"");
        file.ifPresent(name -> text("; filename=\"" + quoted(name) + "\""));
        type.ifPresent(value -> text("\r\nContent-Type: " + MediaType.requireFieldValue(value)));
        text("\r\n\r\n");
        out.writeBytes(content(part, file, type));
        text("\r\n");
    }

    private static byte[] content(Element part, Optional<String> file, Optional<String> type) {
        String text = part.getTextContent();
        if (isText(file, type)) {
            return Encoding.PLAIN.bytes(text, charset(type));
        }
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new UnreadableBodyException("the content of a part that is a file is not Base64", e);
        }
    }

    private static Optional<String> attribute(Element part, String name) {
        return part.hasAttributeNS(null, name) ? Optional.of(part.getAttributeNS(null, name)) : Optional.empty();
    }

    /// As browsers do it, so that no name ends its line.
    private static String quoted(String text) {
        return text.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    private void text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The boundary comes from the content, so that the same message has the same bytes, and none can hold its own.
    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
