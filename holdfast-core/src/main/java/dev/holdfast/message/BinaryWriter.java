// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// Writes the fields of a binary record into a growing array: numbers in big-endian order, lengths as
/// variable-length integers of 7 bits a byte, text as length and UTF-8. Not thread-safe.
public final class BinaryWriter {

    private static final java.lang.invoke.VarHandle LONG =
            java.lang.invoke.MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final java.lang.invoke.VarHandle INT =
            java.lang.invoke.MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int size;

    /// @param expectedSize in bytes; more is possible
    public BinaryWriter(int expectedSize) {
        bytes = new byte[Math.max(16, expectedSize)];
    }

    /// Writes one byte.
    public BinaryWriter putByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
        return this;
    }

    /// Writes four bytes.
    public BinaryWriter putInt(int value) {
        reserve(Integer.BYTES);
        INT.set(bytes, size, value);
        size += Integer.BYTES;
        return this;
    }

    /// Writes eight bytes.
    public BinaryWriter putLong(long value) {
        reserve(Long.BYTES);
        LONG.set(bytes, size, value);
        size += Long.BYTES;
        return this;
    }

    /// Writes a time in microseconds since the epoch; what is finer is cut off.
    public BinaryWriter putInstant(Instant instant) {
        return putLong(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
    }

    /// Writes a number of one to ten bytes; small positive numbers take least.
    public BinaryWriter putVarLong(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    /// Writes a text.
    public BinaryWriter putText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putVarLong(utf8.length);
        reserve(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
        return this;
    }

    /// Writes the append id: 20 bytes that sort as the id does.
    public BinaryWriter putAppendId(AppendId id) {
        return putLong(id.flow().high()).putLong(id.flow().low()).putInt(id.serial());
    }

    /// The CRC-32C of all that was written so far, to be continued with what follows.
    CRC32C checksum() {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, size);
        return checksum;
    }

    /// All that was written.
    public byte[] toByteArray() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
        }
    }
}
