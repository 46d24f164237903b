// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Reads a body whose length nobody has told, in an array that doubles as long as more comes.
final class UnsizedBody {

    private static final int FIRST_BYTES = 8 << 10;

    private UnsizedBody() {}

    /// Asked before more memory is taken, and told when it is given back. While an array is copied into another,
    /// both are there.
    ///
    /// @param <X> why it may not
    interface Room<X extends Exception> {
        void resizeTo(long bytes) throws X;
    }

    /// Reads to the end.
    ///
    /// @param limit in bytes
    /// @return all of it; empty when it is larger than the limit
    static <X extends Exception> Optional<byte[]> read(InputStream in, int limit, Room<X> room) throws IOException, X {
        int capacity = Math.min(FIRST_BYTES, limit);
        room.resizeTo(capacity);
        byte[] bytes = new byte[capacity];
        int size = 0;
        while (true) {
            size += in.readNBytes(bytes, size, bytes.length - size);
            if (size < bytes.length) {
                return Optional.of(copy(bytes, size, size, room));
            }
            if (size == limit) {
                return in.read() < 0 ? Optional.of(bytes) : Optional.empty();
            }
            capacity = (int) Math.min(limit, bytes.length * 2L);
            bytes = copy(bytes, size, capacity, room);
        }
    }

    private static <X extends Exception> byte[] copy(byte[] bytes, int size, int capacity, Room<X> room) throws X {
        room.resizeTo((long) bytes.length + capacity);
        byte[] copy = new byte[capacity];
        System.arraycopy(bytes, 0, copy, 0, size);
        room.resizeTo(capacity);
        return copy;
    }
}
