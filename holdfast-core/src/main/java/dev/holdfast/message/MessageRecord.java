// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// A message in the form of [MessageCodec], in parts: a body is the largest part of a message, and to keep it
/// twice would double what each message costs while it is stored. Immutable.
public final class MessageRecord {

    private final byte[] head;
    private final Content body;
    private final int checksum;

    private MessageRecord(byte[] head, Content body, int checksum) {
        this.head = head;
        this.body = body;
        this.checksum = checksum;
    }

    /// @param head all before the body
    static MessageRecord of(BinaryWriter head, Content body) {
        CRC32C checksum = head.checksum();
        body.updateChecksum(checksum);
        return new MessageRecord(head.toByteArray(), body, (int) checksum.getValue());
    }

    /// The number of bytes.
    public int size() {
        return Math.addExact(head.length + Integer.BYTES, body.size());
    }

    /// Writes all bytes.
    ///
    /// @param target with room for them, in big-endian order
    public void writeTo(ByteBuffer target) {
        body.writeTo(target.put(head)).putInt(checksum);
    }

    /// All bytes in one array.
    public byte[] toByteArray() {
        ByteBuffer bytes = ByteBuffer.allocate(size());
        writeTo(bytes);
        return bytes.array();
    }
}
