// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.xml;

import dev.holdfast.settings.Location;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The characters of the file of an artifact. The parser of the JDK could decode them too, but of bytes that are no
/// characters it prints something on standard error, whoever asks it not to.
final class Characters {

    private static final int DECLARATION = 200;
    private static final Pattern ENCODING =
            Pattern.compile("<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._\\-]*)[\"']");

    /// How files begin that are not like ASCII, or have a mark in front.
    private static final Map<String, Charset> BEGINNINGS = Map.of(
            "\u00ef\u00bb\u00bf", StandardCharsets.UTF_8,
            "\u00fe\u00ff", StandardCharsets.UTF_16BE,
            "\u00ff\u00fe", StandardCharsets.UTF_16LE,
            "\0<", StandardCharsets.UTF_16BE,
            "<\0", StandardCharsets.UTF_16LE);

    private Characters() {}

    /// What the bytes say, without a mark in front.
    ///
    /// @throws XmlException when the encoding is not known, or a byte does not fit it
    static String of(String file, byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, DECLARATION), StandardCharsets.ISO_8859_1);
        String text = decoded(file, bytes, charset(file, start));
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static Charset charset(String file, String start) {
        for (Map.Entry<String, Charset> beginning : BEGINNINGS.entrySet()) {
            if (start.startsWith(beginning.getKey())) {
                return beginning.getValue();
            }
        }
        Matcher declared = ENCODING.matcher(start);
        if (!declared.lookingAt()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(declared.group(1));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new XmlException(
                    new Location(file, 1, ""),
                    "not well-formed: the encoding " + declared.group(1) + " is not known",
                    e);
        }
    }

    private static String decoded(String file, byte[] bytes, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate((int) Math.ceil(bytes.length * (double) decoder.maxCharsPerByte()) + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw new XmlException(
                    new Location(file, line(bytes, in.position()), ""),
                    String.format(
                            "not well-formed: the byte 0x%02X is not %s, the encoding of the file",
                            bytes[in.position()], charset.name()));
        }
        decoder.flush(out);
        return out.flip().toString();
    }

    private static int line(byte[] bytes, int end) {
        int line = 1;
        for (int i = 0; i < end; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }
}
