// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Which encoding of Unicode bytes are in: by their byte order mark, or by the zeros around a first character that
/// is one of ASCII.
final class Unicode {

    /// The first that fits is meant.
    private static final List<Signature> SIGNATURES = List.of(
            new Signature(0xFFFFFFFF, 0x0000FEFF, StandardCharsets.UTF_32BE),
            new Signature(0xFFFFFFFF, 0xFFFE0000, StandardCharsets.UTF_32LE),
            new Signature(0xFFFF0000, 0xFEFF0000, StandardCharsets.UTF_16BE),
            new Signature(0xFFFF0000, 0xFFFE0000, StandardCharsets.UTF_16LE),
            new Signature(0xFFFFFF00, 0, StandardCharsets.UTF_32BE),
            new Signature(0x00FFFFFF, 0, StandardCharsets.UTF_32LE),
            new Signature(0xFF000000, 0, StandardCharsets.UTF_16BE),
            new Signature(0x00FF0000, 0, StandardCharsets.UTF_16LE));

    private Unicode() {}

    /// @param mask which bits of the first four bytes matter
    /// @param bits what they are
    private record Signature(int mask, int bits, Charset charset) {}

    static Charset of(ByteBuffer bytes) {
        int head = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            head = (head << Byte.SIZE) | (i < bytes.remaining() ? bytes.get(bytes.position() + i) & 0xFF : ' ');
        }
        for (Signature signature : SIGNATURES) {
            if ((head & signature.mask) == signature.bits) {
                return signature.charset;
            }
        }
        return StandardCharsets.UTF_8;
    }
}
