// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Delivery.Received;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/// A message in its place in a queue. A small one is in memory as long as this is. A large one is only as long
/// as somebody works on it, and read when somebody looks at it: however many large messages wait here, are held
/// until a time, or stand behind others, they take no memory. Thread-safe.
final class QueuedMessage {

    /// Records up to this size are kept in memory.
    static final int KEPT_BYTES = 32 << 10;

    private final StoreQueue queue;
    private final long sequence;
    private final long bytes;
    private final Source source;
    private final @Nullable Received kept;
    private volatile WeakReference<StoredMessage> seen = new WeakReference<>(null);

    /// Where large messages are read.
    interface Source {

        /// Reads the message at that place.
        ///
        /// @throws dev.holdfast.store.StoreException when it cannot be read
        Received read(StoreQueue queue, long sequence);
    }

    private QueuedMessage(StoreQueue queue, long sequence, long bytes, Source source, @Nullable Received kept) {
        this.queue = queue;
        this.sequence = sequence;
        this.bytes = bytes;
        this.source = source;
        this.kept = kept;
    }

    /// A message that is in memory now.
    ///
    /// @param bytes of its record
    static QueuedMessage of(StoreQueue queue, long sequence, long bytes, Source source, Received received) {
        QueuedMessage message =
                new QueuedMessage(queue, sequence, bytes, source, bytes <= KEPT_BYTES ? received : null);
        message.remember(received);
        return message;
    }

    /// A large message that nobody has looked at.
    ///
    /// @param bytes of its record
    static QueuedMessage unread(StoreQueue queue, long sequence, long bytes, Source source) {
        return new QueuedMessage(queue, sequence, bytes, source, null);
    }

    /// The queue that it belongs to.
    StoreQueue queue() {
        return queue;
    }

    /// Its place.
    long sequence() {
        return sequence;
    }

    /// What is there.
    ///
    /// @throws dev.holdfast.store.StoreException when it has to be read and cannot be
    Received received() {
        if (kept != null) {
            return kept;
        }
        StoredMessage message = seen.get();
        if (message != null) {
            return new Received.Valid(message, false);
        }
        Received read = source.read(queue, sequence);
        remember(read);
        return read;
    }

    /// How much memory it takes while nobody works on it.
    long keptBytes() {
        return kept == null ? 0 : bytes;
    }

    /// How much memory it takes beyond that while somebody does.
    long unreadBytes() {
        return kept == null ? bytes : 0;
    }

    private void remember(Received received) {
        if (kept == null && received instanceof Received.Valid valid) {
            seen = new WeakReference<>(valid.message());
        }
    }
}
