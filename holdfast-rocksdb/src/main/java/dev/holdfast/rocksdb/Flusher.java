// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.rocksdb.Writer.Written;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/// The thread that flushes the log to the disk, again and again, and releases after each flush all commits that
/// were in the log when it began. While it waits for the disk the writer goes on, so that one flush serves many
/// (group commit). What nobody waits for is flushed a little later.
///
/// An error of a flush is final: the operating system reports it once and may have dropped what it could not
/// write.
final class Flusher implements AutoCloseable {

    private static final long SOON_MILLIS = 200;

    private final Columns columns;
    private final Writer writer;
    private final LinkedBlockingQueue<Entry> entries = new LinkedBlockingQueue<>();
    private final AtomicBoolean soon = new AtomicBoolean();
    private final Thread thread;

    private sealed interface Entry {

        /// Somebody waits for this.
        record Waiting(Written written) implements Entry {}

        /// Something was written that nobody waits for.
        record Soon() implements Entry {}

        /// There will be no more.
        record End() implements Entry {}
    }

    Flusher(Columns columns, Writer writer) {
        this.columns = columns;
        this.writer = writer;
        this.thread = Thread.ofPlatform().daemon().name("holdfast-flusher").start(this::run);
    }

    /// Flushes it, and releases the one who waits for it.
    void flush(Written written) {
        entries.add(new Entry.Waiting(written));
    }

    /// Something was written that is to be flushed before long.
    void flushSoon() {
        if (!soon.get() && soon.compareAndSet(false, true)) {
            entries.add(new Entry.Soon());
        }
    }

    /// Flushes what is there, and ends the thread.
    @Override
    public void close() {
        entries.add(new Entry.End());
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean due = false;
        boolean ended = false;
        List<Entry> group = new ArrayList<>();
        while (!ended) {
            group.clear();
            Entry first = next(due);
            if (first != null) {
                group.add(first);
                entries.drainTo(group);
            }
            List<Written> waiting = new ArrayList<>(group.size());
            boolean onlySoon = first != null;
            for (Entry entry : group) {
                switch (entry) {
                    case Entry.Waiting(Written written) -> {
                        waiting.add(written);
                        onlySoon = false;
                    }
                    case Entry.Soon() -> due = true;
                    case Entry.End() -> {
                        ended = true;
                        onlySoon = false;
                    }
                }
            }
            if (!onlySoon) {
                due = false;
                flush(waiting);
            }
        }
    }

    private void flush(List<Written> waiting) {
        soon.set(false);
        StoreException failed = writer.failure();
        if (failed == null) {
            failed = sync();
        }
        for (Written written : waiting) {
            if (failed == null) {
                written.put().forEach(message -> message.queue().arrived(message));
                written.commit().succeed();
            } else {
                written.commit()
                        .fail(new StoreException(Category.UNKNOWN, String.valueOf(failed.getMessage()), failed));
            }
        }
    }

    /// The barrier of this thread, as those who wait must be told.
    private @Nullable StoreException sync() {
        try {
            columns.database().syncWal();
            return null;
        } catch (RocksDBException e) {
            return writer.fail(RocksDbFailures.ofWrite("the database cannot be flushed to the disk", e));
        } catch (RuntimeException | Error e) {
            return writer.fail(new StoreException(Category.UNKNOWN, "a flush failed unexpectedly: " + e, e));
        }
    }

    /// The next entry; null when none came in the time after which something is flushed that nobody waits for.
    private @Nullable Entry next(boolean due) {
        boolean interrupted = false;
        while (true) {
            try {
                Entry entry = due ? entries.poll(SOON_MILLIS, TimeUnit.MILLISECONDS) : entries.take();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                return entry;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }
}
