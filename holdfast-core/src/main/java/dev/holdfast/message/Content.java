// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/// The body of a message: bytes and the media type under which they came, exactly as received. Nothing here
/// looks inside. Immutable, as long as whoever made it leaves the array alone.
public final class Content {

    private static final Content EMPTY = new Content(new byte[0], 0, 0, null);

    private final byte[] bytes;
    private final int offset;
    private final int length;
    private final @Nullable String type;

    private Content(byte[] bytes, int offset, int length, @Nullable String type) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        this.type = type;
    }

    /// No bytes and no media type.
    public static Content empty() {
        return EMPTY;
    }

    /// Wraps the bytes; they are not copied and must not be changed afterwards.
    public static Content of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Content(bytes, 0, bytes.length, null);
    }

    /// Wraps the bytes; they are not copied and must not be changed afterwards.
    ///
    /// @param type the value of the Content-Type field, parameters included
    public static Content of(byte[] bytes, String type) {
        return new Content(bytes, 0, bytes.length, type);
    }

    /// A part of an array, not copied: a body inside the record of its message.
    static Content within(byte[] bytes, int offset, int length, Optional<String> type) {
        return length == 0 && type.isEmpty() ? EMPTY : new Content(bytes, offset, length, type.orElse(null));
    }

    /// The text in UTF-8.
    public static Content ofText(String text, String type) {
        return of(text.getBytes(StandardCharsets.UTF_8), type);
    }

    /// The value of the Content-Type field, parameters included, if there was one.
    public Optional<String> type() {
        return Optional.ofNullable(type);
    }

    /// The number of bytes.
    public int size() {
        return length;
    }

    /// Whether there are no bytes.
    public boolean isEmpty() {
        return length == 0;
    }

    /// Whether the bytes are the same, whatever the media type.
    public boolean hasSameBytes(Content other) {
        return Arrays.equals(bytes, offset, offset + length, other.bytes, other.offset, other.offset + other.length);
    }

    /// The bytes, not copied, read-only.
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes, offset, length).slice().asReadOnlyBuffer();
    }

    /// A copy of the bytes.
    public byte[] toByteArray() {
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    /// The bytes as a stream, not copied.
    public InputStream open() {
        return new ByteArrayInputStream(bytes, offset, length);
    }

    /// Writes all bytes.
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, offset, length);
    }

    /// Writes all bytes.
    ///
    /// @return the target
    ByteBuffer writeTo(ByteBuffer target) {
        return target.put(bytes, offset, length);
    }

    /// Has the checksum go on over the bytes: over a read-only buffer it would copy them first.
    void updateChecksum(Checksum checksum) {
        checksum.update(bytes, offset, length);
    }

    /// The same bytes under another media type.
    public Content withType(String newType) {
        return new Content(bytes, offset, length, newType);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content content
                && hasSameBytes(content)
                && java.util.Objects.equals(type, content.type);
    }

    @Override
    public int hashCode() {
        return 31 * buffer().hashCode() + java.util.Objects.hashCode(type);
    }

    /// Size and media type; never the bytes.
    @Override
    public String toString() {
        return length + " bytes of " + type().orElse("unknown type");
    }
}
