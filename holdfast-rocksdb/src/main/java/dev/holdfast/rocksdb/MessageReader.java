// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.message.AppendId;
import dev.holdfast.message.Content;
import dev.holdfast.message.MessageCodec;
import dev.holdfast.message.MessageFormatException;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Delivery.Received;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;

/// Reads messages, on the threads that are there for reading.
final class MessageReader implements QueuedMessage.Source {

    private static final long READ_AHEAD_BYTES = 256 << 10;

    /// The id of a message stands within so many bytes.
    private static final int ID_WITHIN = 24;

    private final Columns columns;
    private final ReadThreads threads;

    MessageReader(Columns columns, ReadThreads threads) {
        this.columns = columns;
        this.threads = threads;
    }

    /// Reads the next messages of the queue into its memory.
    void readAhead(StoreQueue queue, long from, long to) {
        threads.read("messages of store " + queue.name(), () -> {
            List<QueuedMessage> messages = new ArrayList<>();
            long bytes = 0;
            long next = to;
            try (Scan scan = new Scan(queue, from, to)) {
                while (scan.isValid()) {
                    if (messages.size() == StoreQueue.AHEAD_MESSAGES || bytes >= StoreQueue.AHEAD_BYTES) {
                        next = scan.sequence();
                        break;
                    }
                    QueuedMessage message = scan.message();
                    messages.add(message);
                    bytes += message.keptBytes();
                    scan.next();
                }
            }
            queue.addRead(from, next, messages);
            return messages.size();
        });
    }

    @Override
    public Received read(StoreQueue queue, long sequence) {
        String what = "message " + sequence + " of store " + queue.name();
        byte[] value = threads.read(
                what, () -> columns.database().get(columns.messages(), Keys.message(queue.number(), sequence)));
        if (value == null) {
            throw new StoreException(Category.UNAVAILABLE, what + " is not in the database any more");
        }
        return received(queue, sequence, value);
    }

    /// Reads messages that can be read, until there are enough of them, or enough bytes; of those before them the
    /// ids only.
    ///
    /// @param after where to begin: behind this one; none: at the head
    /// @param limit at most so many
    List<StoredMessage> page(StoreQueue queue, Optional<AppendId> after, int limit) {
        return threads.read("messages of store " + queue.name(), () -> {
            List<StoredMessage> page = new ArrayList<>();
            long bytes = 0;
            try (Scan scan = new Scan(queue, queue.lowest(), queue.end())) {
                if (after.isPresent() && scan.find(after.get())) {
                    scan.next();
                }
                while (scan.isValid() && page.size() < limit && bytes < StoreQueue.AHEAD_BYTES) {
                    byte[] value = scan.value();
                    if (received(queue, scan.sequence(), value) instanceof Received.Valid valid) {
                        page.add(valid.message());
                        bytes += value.length;
                    }
                    scan.next();
                }
            }
            return page;
        });
    }

    /// Looks for a message that can be read, from the head on: there is no index, as nothing but a person asks.
    Optional<Found> find(StoreQueue queue, AppendId id) {
        return threads.read("messages of store " + queue.name(), () -> {
            try (Scan scan = new Scan(queue, queue.lowest(), queue.end())) {
                while (scan.find(id)) {
                    byte[] value = scan.value();
                    if (received(queue, scan.sequence(), value) instanceof Received.Valid valid) {
                        QueuedMessage place = QueuedMessage.of(queue, scan.sequence(), value.length, this, valid);
                        return Optional.of(new Found(place, valid.message()));
                    }
                    scan.next();
                }
            }
            return Optional.empty();
        });
    }

    /// A message that was looked for, whole.
    ///
    /// @param place where it is in its queue
    record Found(QueuedMessage place, StoredMessage message) {}

    /// The counters of the store and the number of its messages, both of one moment.
    Measured measure(StoreQueue queue) {
        return threads.read("the size of store " + queue.name(), () -> {
            Snapshot snapshot = columns.database().getSnapshot();
            try (ReadOptions options = new ReadOptions().setSnapshot(snapshot)) {
                StoreBooks books = new StoreBooks(queue.number());
                byte[] counters = columns.database().get(columns.state(), options, Keys.counters(queue.number()));
                long lowest = counters == null ? 1 : books.decode(counters);
                return new Measured(books, count(queue, options, lowest));
            } finally {
                columns.database().releaseSnapshot(snapshot);
            }
        });
    }

    /// What was measured.
    record Measured(StoreBooks books, long queued) {}

    private long count(StoreQueue queue, ReadOptions options, long lowest) throws RocksDBException {
        long count = 0;
        try (Slice end = new Slice(Keys.message(queue.number() + 1, 0));
                ReadOptions bounded = options.setIterateUpperBound(end)
                        .setReadaheadSize(READ_AHEAD_BYTES)
                        .setFillCache(false);
                RocksIterator iterator = columns.database().newIterator(columns.messages(), bounded)) {
            for (iterator.seek(Keys.message(queue.number(), lowest)); iterator.isValid(); iterator.next()) {
                count++;
            }
            iterator.status();
        }
        return count;
    }

    private static Received received(StoreQueue queue, long sequence, byte[] value) {
        try {
            return new Received.Valid(MessageCodec.decode(value), false);
        } catch (MessageFormatException e) {
            String reason = String.valueOf(e.getMessage());
            return new Received.Invalid(
                    Content.of(value), Map.of("engine-id", queue.name() + "/" + sequence), reason, false);
        }
    }

    /// A walk over messages of one queue.
    private final class Scan implements AutoCloseable {

        private final StoreQueue queue;
        private final Slice end;
        private final ReadOptions options;
        private final RocksIterator iterator;
        private final byte[] small = new byte[QueuedMessage.KEPT_BYTES];

        Scan(StoreQueue queue, long from, long to) {
            this.queue = queue;
            this.end = new Slice(Keys.message(queue.number(), to));
            this.options = new ReadOptions().setIterateUpperBound(end).setReadaheadSize(READ_AHEAD_BYTES);
            this.iterator = columns.database().newIterator(columns.messages(), options);
            iterator.seek(Keys.message(queue.number(), from));
        }

        boolean isValid() throws RocksDBException {
            if (iterator.isValid()) {
                return true;
            }
            iterator.status();
            return false;
        }

        long sequence() {
            return Keys.sequenceOf(iterator.key());
        }

        /// The message; a large one stays where it is.
        QueuedMessage message() {
            int size = iterator.value(small);
            if (size > small.length) {
                return QueuedMessage.unread(queue, sequence(), size, MessageReader.this);
            }
            byte[] value = Arrays.copyOf(small, size);
            return QueuedMessage.of(queue, sequence(), size, MessageReader.this, received(queue, sequence(), value));
        }

        byte[] value() {
            return iterator.value();
        }

        /// Goes on, from where it is, to a message of that id.
        ///
        /// @return whether there is one
        boolean find(AppendId id) throws RocksDBException {
            while (isValid()) {
                int size = Math.min(iterator.value(small), small.length);
                if (MessageCodec.idOf(Arrays.copyOf(small, Math.min(size, ID_WITHIN)))
                        .equals(Optional.of(id))) {
                    return true;
                }
                next();
            }
            return false;
        }

        void next() {
            iterator.next();
        }

        @Override
        public void close() {
            iterator.close();
            options.close();
            end.close();
        }
    }
}
