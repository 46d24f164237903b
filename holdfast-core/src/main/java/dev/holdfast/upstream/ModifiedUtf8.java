// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.upstream;

import dev.holdfast.message.MessageFormatException;
import java.io.DataOutputStream;
import java.io.IOException;

/// The form of strings in Java serialization: each UTF-16 unit for itself in one to three bytes, and the null
/// character in two. `DataInput` knows it for up to 65,535 bytes only. Stateless.
final class ModifiedUtf8 {

    private ModifiedUtf8() {}

    /// The string that the bytes say.
    ///
    /// @throws MessageFormatException when they do not say one
    static String decode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        int at = 0;
        while (at < bytes.length) {
            int first = bytes[at] & 0xFF;
            int length = length(first);
            int unit = length == 1 ? first : first & (length == 2 ? 0x1F : 0x0F);
            for (int i = 1; i < length; i++) {
                unit = unit << 6 | following(bytes, at + i);
            }
            text.append((char) unit);
            at += length;
        }
        return text.toString();
    }

    /// The number of bytes of the string.
    static long length(String text) {
        long length = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            length += unit >= 0x01 && unit <= 0x7F ? 1 : unit <= 0x7FF ? 2 : 3;
        }
        return length;
    }

    /// Writes the bytes of the string.
    static void write(String text, DataOutputStream out) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit >= 0x01 && unit <= 0x7F) {
                out.writeByte(unit);
            } else if (unit <= 0x7FF) {
                out.writeByte(0xC0 | (unit >> 6));
                out.writeByte(0x80 | (unit & 0x3F));
            } else {
                out.writeByte(0xE0 | (unit >> 12));
                out.writeByte(0x80 | ((unit >> 6) & 0x3F));
                out.writeByte(0x80 | (unit & 0x3F));
            }
        }
    }

    private static int length(int first) {
        if (first < 0x80) {
            return 1;
        }
        if ((first & 0xE0) == 0xC0) {
            return 2;
        }
        if ((first & 0xF0) == 0xE0) {
            return 3;
        }
        throw new MessageFormatException("a string of Java serialization has the byte %#x".formatted(first));
    }

    private static int following(byte[] bytes, int at) {
        if (at >= bytes.length || (bytes[at] & 0xC0) != 0x80) {
            throw new MessageFormatException("a string of Java serialization breaks off within a character");
        }
        return bytes[at] & 0x3F;
    }
}
