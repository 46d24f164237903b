// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/// Reads a body whose length nobody has told, in an array that doubles as long as more comes.
final class UnsizedBody {

    private static final int FIRST_BYTES = 8 << 10;

    private UnsizedBody() {}

    /// Asked before the array grows.
    ///
    /// @param <X> why it may not
    interface Room<X extends Exception> {
        void growTo(long bytes) throws X;
    }

    /// Reads to the end.
    ///
    /// @param limit in bytes
    /// @return all of it; empty when it is larger than the limit
    static <X extends Exception> Optional<byte[]> read(InputStream in, int limit, Room<X> room) throws IOException, X {
        int capacity = Math.min(FIRST_BYTES, limit);
        room.growTo(capacity);
        byte[] bytes = new byte[capacity];
        int size = 0;
        while (true) {
            size += in.readNBytes(bytes, size, bytes.length - size);
            if (size < bytes.length) {
                return Optional.of(Arrays.copyOf(bytes, size));
            }
            if (size == limit) {
                return in.read() < 0 ? Optional.of(bytes) : Optional.empty();
            }
            capacity = (int) Math.min(limit, bytes.length * 2L);
            room.growTo(capacity);
            bytes = Arrays.copyOf(bytes, capacity);
        }
    }
}
