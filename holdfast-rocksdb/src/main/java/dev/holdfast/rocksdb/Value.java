// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.message.MessageCodec;
import dev.holdfast.message.MessageRecord;
import dev.holdfast.message.StoredMessage;

/// What is written under a key.
sealed interface Value {

    /// Nothing: the key says all, or is removed.
    Value NOTHING = new Whole(new byte[0]);

    /// The number of bytes.
    long size();

    /// All in one array.
    final class Whole implements Value {

        private final byte[] bytes;

        Whole(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }

        @Override
        public long size() {
            return bytes.length;
        }
    }

    /// A large message: put together outside the heap, at the moment at which it is written.
    record InParts(MessageRecord parts) implements Value {
        @Override
        public long size() {
            return parts.size();
        }
    }

    static Value of(StoredMessage message) {
        MessageRecord parts = MessageCodec.recordOf(message);
        return parts.size() <= QueuedMessage.KEPT_BYTES ? new Whole(parts.toByteArray()) : new InParts(parts);
    }
}
