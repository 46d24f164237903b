// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import dev.holdfast.message.Content;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Tells what a body is without parsing it.
final class Classification {

    private static final int LOOK_AT = 4_096;

    private Classification() {}

    static Format of(Content content, boolean soapAction) {
        if (content.isEmpty()) {
            return Format.NONE;
        }
        return content.type()
                .map(MediaType::parse)
                .map(type -> of(type, content, soapAction))
                .orElse(Format.BINARY);
    }

    private static Format of(MediaType type, Content content, boolean soapAction) {
        Format format = Format.of(type);
        return format == Format.SOAP11 && !soapAction && !beginsWithEnvelope(content) ? Format.XML : format;
    }

    /// Whether the first element is called Envelope. What stands before it may be a declaration, comments and
    /// blanks. Of a character set that does not look like ASCII the answer is no.
    private static boolean beginsWithEnvelope(Content content) {
        ByteBuffer bytes = content.buffer();
        ByteBuffer head = bytes.slice(0, Math.min(bytes.remaining(), LOOK_AT));
        String text = StandardCharsets.ISO_8859_1.decode(head).toString();
        int at = text.indexOf('<');
        while (at >= 0 && at + 1 < text.length()) {
            char next = text.charAt(at + 1);
            if (next == '!' || next == '?') {
                String end = text.startsWith("<!--", at) ? "-->" : ">";
                int over = text.indexOf(end, at);
                at = over < 0 ? -1 : text.indexOf('<', over);
            } else {
                return isEnvelope(text, at + 1);
            }
        }
        return false;
    }

    private static boolean isEnvelope(String text, int from) {
        int end = from;
        while (end < text.length() && " \t\r\n/>".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String name = text.substring(from, end);
        return name.substring(name.indexOf(':') + 1).equals("Envelope");
    }
}
