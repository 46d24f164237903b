// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import dev.holdfast.message.Content;
import dev.holdfast.xml.SafeXml;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// Reads forms of parts (`multipart/form-data`, RFC 7578) as elements: `xformValues` with an element for each part.
/// Text stands in it as text, anything else, and whatever has a file name, in Base64. For one use.
final class MultipartReader {

    /// The most parts that are read.
    static final int MAX_PARTS = 1_000;

    /// The longest header section of a part, in bytes.
    static final int MAX_HEADER = 8_192;

    private static final int LONGEST_BOUNDARY = 70;
    private static final String LINE_END = "\r\n";

    private final ByteBuffer bytes;
    private final byte[] delimiter;
    private final Document document = SafeXml.newDocument();
    private final ConversionLimit limit = new ConversionLimit();

    private MultipartReader(ByteBuffer bytes, String boundary) {
        this.bytes = bytes;
        this.delimiter = (LINE_END + "--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    /// @throws UnreadableBodyException when it is not well-formed or goes beyond the limits
    static Element read(Content content) {
        String boundary = content.type()
                .map(MediaType::parse)
                .map(type -> type.parameters().getOrDefault("boundary", ""))
                .orElse("");
        if (boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            throw new UnreadableBodyException("multipart/form-data needs a boundary of 1 to 70 characters");
        }
        return new MultipartReader(content.buffer(), boundary).read();
    }

    private Element read() {
        Element root = document.createElementNS(null, FormFields.ROOT);
        int at = startsWith(0, delimiter, 2) ? delimiter.length - 2 : end(find(0, delimiter));
        for (int parts = 0; !startsWith(at, new byte[] {'-', '-'}, 0); parts++) {
            if (parts == MAX_PARTS) {
                throw new UnreadableBodyException("the form has more than " + MAX_PARTS + " parts");
            }
            int header = find(at, LINE_END.getBytes(StandardCharsets.ISO_8859_1)) + LINE_END.length();
            int body = find(header - 2, "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            if (body - header > MAX_HEADER) {
                throw new UnreadableBodyException("a part has a header of more than " + MAX_HEADER + " bytes");
            }
            int from = body + 4;
            int to = find(from - 2, delimiter);
            root.appendChild(part(
                    fields(StandardCharsets.UTF_8
                            .decode(bytes.slice(header, Math.max(0, body - header)))
                            .toString()),
                    bytes.slice(from, Math.max(0, to - from))));
            at = end(to);
        }
        return root;
    }

    private int end(int delimiterAt) {
        return delimiterAt + delimiter.length;
    }

    /// The header fields by their names in lower case.
    private static Map<String, String> fields(String header) {
        Map<String, String> fields = new LinkedHashMap<>();
        header.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        });
        return fields;
    }

    private Element part(Map<String, String> fields, ByteBuffer content) {
        Map<String, String> disposition =
                MediaType.parse(fields.getOrDefault("content-disposition", "")).parameters();
        Optional<String> name = Optional.ofNullable(disposition.get("name"));
        Element part = document.createElementNS(
                null,
                limit.element(JsonNames.toXml(
                        name.orElseThrow(() -> new UnreadableBodyException("a part of the form has no name")))));
        Optional<String> file = Optional.ofNullable(disposition.get("filename"));
        Optional<String> type = Optional.ofNullable(fields.get("content-type"));
        file.ifPresent(text -> part.setAttributeNS(null, MultipartWriter.FILE_NAME, limit.text(text)));
        type.ifPresent(text -> part.setAttributeNS(null, MultipartWriter.CONTENT_TYPE, limit.text(text)));
        boolean text = MultipartWriter.isText(file, type);
        part.setTextContent(limit.text(text ? decoded(content, MultipartWriter.charset(type)) : base64(content)));
        return part;
    }

    private static String decoded(ByteBuffer content, Charset charset) {
        try {
            return charset.newDecoder().decode(content).toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableBodyException("a part of the form is not in the character set " + charset.name(), e);
        }
    }

    private static String base64(ByteBuffer content) {
        return StandardCharsets.ISO_8859_1
                .decode(Base64.getEncoder().encode(content))
                .toString();
    }

    private int find(int from, byte[] wanted) {
        for (int at = from; at <= bytes.limit() - wanted.length; at++) {
            if (startsWith(at, wanted, 0)) {
                return at;
            }
        }
        throw new UnreadableBodyException("the form ends before its last boundary");
    }

    /// @param skipped so many bytes of what is wanted
    private boolean startsWith(int at, byte[] wanted, int skipped) {
        if (at + wanted.length - skipped > bytes.limit()) {
            return false;
        }
        for (int i = skipped; i < wanted.length; i++) {
            if (bytes.get(at + i - skipped) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
