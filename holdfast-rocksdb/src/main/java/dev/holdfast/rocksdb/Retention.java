// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.store.StoreException;
import dev.holdfast.time.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/// Forgets, from time to time, history that is too old or too much, and messages that were settled long ago.
final class Retention implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(Retention.class.getName());
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final double KEPT_OF_TOO_MUCH = 0.8;
    private static final byte[] FIRST = {};

    private final Columns columns;
    private final ReadThreads threads;
    private final RocksDbSettings.Retention settings;
    private final Timer timer;
    private boolean closed;
    private Timer.Task next;

    Retention(Columns columns, ReadThreads threads, RocksDbSettings.Retention settings, Timer timer) {
        this.columns = columns;
        this.threads = threads;
        this.settings = settings;
        this.timer = timer;
        this.next = timer.at(timer.instant().plus(INTERVAL), this::run);
    }

    /// Forgets nothing more.
    @Override
    public synchronized void close() {
        closed = true;
        next.cancel();
    }

    /// Forgets what is due now.
    void forget() throws RocksDBException {
        Instant now = timer.instant();
        forgetHistoryBefore(now.minus(settings.historyAge()));
        long size = columns.database().getLongProperty(columns.ledger(), "rocksdb.total-sst-files-size");
        if (size > settings.historyBytes()) {
            forgetOldest(now, (double) settings.historyBytes() / size);
        }
        int firstDay = Keys.dayOf(now) - BookReader.SETTLED_DAYS;
        deleteRange(columns.dedupe(), Keys.settledFrom(0), Keys.settledFrom(firstDay));
    }

    private synchronized void run() {
        if (closed) {
            return;
        }
        try {
            threads.read("what is to be forgotten", () -> {
                forget();
                return true;
            });
        } catch (StoreException e) {
            LOGGER.log(Level.WARNING, "old history cannot be forgotten: {0}", e.getMessage());
        }
        next = timer.at(timer.instant().plus(INTERVAL), this::run);
    }

    /// Flow ids begin with a time, so that old ones lie together. Whole files go at once, the rest is marked.
    private void forgetHistoryBefore(Instant limit) throws RocksDBException {
        byte[] end = Keys.historyFrom(limit);
        columns.database().deleteFilesInRanges(columns.ledger(), List.of(FIRST, end), false);
        deleteRange(columns.ledger(), FIRST, end);
    }

    /// Marks a range as deleted, if there is something in it: readers step over every mark that was ever made,
    /// until a compaction has cleared it away.
    private void deleteRange(ColumnFamilyHandle family, byte[] from, byte[] end) throws RocksDBException {
        boolean isEmpty;
        try (Slice bound = new Slice(end);
                ReadOptions options = new ReadOptions().setIterateUpperBound(bound);
                RocksIterator iterator = columns.database().newIterator(family, options)) {
            iterator.seek(from);
            isEmpty = !iterator.isValid();
            iterator.status();
        }
        if (!isEmpty) {
            columns.database().deleteRange(family, from, end);
        }
    }

    /// Forgets from the oldest on, as if history had come evenly.
    private void forgetOldest(Instant now, double part) throws RocksDBException {
        try (RocksIterator iterator = columns.database().newIterator(columns.ledger())) {
            iterator.seekToFirst();
            if (iterator.isValid()) {
                Instant oldest =
                        Instant.ofEpochMilli(ByteBuffer.wrap(iterator.key()).getLong() >>> 16);
                double kept = Duration.between(oldest, now).toMillis() * part * KEPT_OF_TOO_MUCH;
                forgetHistoryBefore(now.minusMillis((long) kept));
            }
        }
    }
}
