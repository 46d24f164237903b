// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;

/// Reads what [BinaryWriter] wrote. Nothing is guessed: a length that does not fit or a text that is not UTF-8
/// ends in a [MessageFormatException] that names the field and the offset. Not thread-safe.
public final class BinaryReader {

    private static final int MICROS_IN_SECOND = 1_000_000;
    private static final long NANOS_IN_MICRO = 1_000;

    private final ByteBuffer bytes;
    private final String record;

    /// @param bytes read from its start to its end; the array is not copied
    /// @param record what the record is, for error messages
    public BinaryReader(byte[] bytes, String record) {
        this.bytes = ByteBuffer.wrap(bytes);
        this.record = record;
    }

    /// Checks the checksum at the end and takes it off.
    public void verifyChecksum() {
        int end = bytes.limit() - Integer.BYTES;
        if (end < 0) {
            throw damaged("checksum", "only " + bytes.limit() + " bytes");
        }
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.array(), 0, end);
        int expected = bytes.getInt(end);
        if (expected != (int) checksum.getValue()) {
            throw damaged(
                    "checksum", "%#010x is written, the bytes give %#010x".formatted(expected, checksum.getValue()));
        }
        bytes.limit(end);
    }

    /// Reads one byte, 0 to 255.
    public int getByte(String field) {
        require(1, field);
        return bytes.get() & 0xFF;
    }

    /// Reads four bytes.
    public int getInt(String field) {
        require(Integer.BYTES, field);
        return bytes.getInt();
    }

    /// Reads eight bytes.
    public long getLong(String field) {
        require(Long.BYTES, field);
        return bytes.getLong();
    }

    /// Reads a time.
    public Instant getInstant(String field) {
        long micros = getLong(field);
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_IN_SECOND), Math.floorMod(micros, MICROS_IN_SECOND) * NANOS_IN_MICRO);
    }

    /// Reads a number of one to ten bytes.
    public long getVarLong(String field) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = getByte(field);
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw damaged(field, "a number that does not end");
    }

    /// Reads a length or count and checks that as many bytes, at least, are left.
    public int getLength(String field) {
        long length = getVarLong(field);
        if (length < 0 || length > bytes.remaining()) {
            throw damaged(field, "length " + length + " with " + bytes.remaining() + " bytes left");
        }
        return (int) length;
    }

    /// Reads a text.
    public String getText(String field) {
        int length = getLength(field);
        ByteBuffer slice = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        if (isAscii(slice)) {
            return new String(slice.array(), slice.arrayOffset(), length, StandardCharsets.US_ASCII);
        }
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(slice);
            return text.toString();
        } catch (CharacterCodingException e) {
            throw new MessageFormatException(place(field) + "text that is not UTF-8", e);
        }
    }

    /// Nearly all texts are, and need no decoder.
    private static boolean isAscii(ByteBuffer text) {
        for (int i = 0; i < text.limit(); i++) {
            if (text.get(i) < 0) {
                return false;
            }
        }
        return true;
    }

    /// Reads an append id.
    public AppendId getAppendId(String field) {
        require(Long.BYTES * 2 + Integer.BYTES, field);
        return new AppendId(new FlowId(bytes.getLong(), bytes.getLong()), bytes.getInt());
    }

    /// Reads a body that stays where it is: it is not copied.
    Content getContent(String field, Optional<String> type) {
        int length = getLength(field);
        int start = bytes.arrayOffset() + bytes.position();
        bytes.position(bytes.position() + length);
        return Content.within(bytes.array(), start, length, type);
    }

    /// Checks that nothing is left.
    public void requireEnd() {
        if (bytes.hasRemaining()) {
            throw damaged("end", bytes.remaining() + " bytes too many");
        }
    }

    /// The exception for a field that holds what it cannot hold.
    public MessageFormatException damaged(String field, String finding) {
        return new MessageFormatException(place(field) + finding);
    }

    private String place(String field) {
        return "damaged " + record + ": " + field + " at byte " + bytes.position() + ": ";
    }

    private void require(int length, String field) {
        if (bytes.remaining() < length) {
            throw damaged(field, length + " bytes expected, " + bytes.remaining() + " left");
        }
    }
}
