// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.message.Content;
import dev.holdfast.message.MessageCodec;
import dev.holdfast.message.MessageFormatException;
import dev.holdfast.store.Delivery.Received;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;

/// Reads messages, on the threads that are there for reading.
final class MessageReader implements QueuedMessage.Source {

    private static final long READ_AHEAD_BYTES = 256 << 10;

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

    /// Reads messages that fit, from the head: until there are enough of them, or enough bytes.
    ///
    /// @param limit at most so many
    List<Found> select(StoreQueue queue, Predicate<Received> fits, int limit) {
        return threads.read("messages of store " + queue.name(), () -> {
            List<Found> found = new ArrayList<>();
            long bytes = 0;
            try (Scan scan = new Scan(queue, queue.lowest(), queue.end())) {
                while (scan.isValid() && found.size() < limit && bytes < StoreQueue.AHEAD_BYTES) {
                    byte[] value = scan.value();
                    Received received = received(queue, scan.sequence(), value);
                    if (fits.test(received)) {
                        found.add(new Found(
                                QueuedMessage.of(queue, scan.sequence(), value.length, this, received), received));
                        bytes += value.length;
                    }
                    scan.next();
                }
            }
            return found;
        });
    }

    /// A message that was looked for, whole.
    record Found(QueuedMessage message, Received received) {}

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
