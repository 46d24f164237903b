// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.message.Content;
import dev.holdfast.message.MessageCodec;
import dev.holdfast.message.MessageFormatException;
import dev.holdfast.store.Delivery.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;

/// Reads messages, on the threads that are there for reading.
final class MessageReader {

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
                    bytes += message.bytes();
                    scan.next();
                }
            }
            queue.addRead(from, next, messages);
            return messages.size();
        });
    }

    /// Reads messages that fit, from the head.
    ///
    /// @param limit at most so many
    List<QueuedMessage> select(StoreQueue queue, Predicate<QueuedMessage> fits, int limit) {
        return threads.read("messages of store " + queue.name(), () -> {
            List<QueuedMessage> found = new ArrayList<>();
            try (Scan scan = new Scan(queue, queue.lowest(), queue.end())) {
                while (scan.isValid() && found.size() < limit) {
                    QueuedMessage message = scan.message();
                    if (fits.test(message)) {
                        found.add(message);
                    }
                    scan.next();
                }
            }
            return found;
        });
    }

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

    /// A walk over messages of one queue.
    private final class Scan implements AutoCloseable {

        private final StoreQueue queue;
        private final Slice end;
        private final ReadOptions options;
        private final RocksIterator iterator;

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

        QueuedMessage message() {
            byte[] value = iterator.value();
            return new QueuedMessage(queue, sequence(), received(value), value.length);
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

        private Received received(byte[] value) {
            try {
                return new Received.Valid(MessageCodec.decode(value), false);
            } catch (MessageFormatException e) {
                String reason = String.valueOf(e.getMessage());
                return new Received.Invalid(
                        Content.of(value), Map.of("engine-id", queue.name() + "/" + sequence()), reason, false);
            }
        }
    }
}
