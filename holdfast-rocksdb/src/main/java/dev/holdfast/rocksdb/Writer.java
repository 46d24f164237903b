// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.ledger.Change;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/// The thread that writes: it takes all commits that wait, writes them as one batch into the log, and releases
/// those that need no more than that, so that a settlement does not wait for a disk. The others it hands to the
/// [Flusher].
///
/// After a failure nothing is written any more: what the log then holds on the disk is not known, and only
/// opening it again can tell.
final class Writer implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(Writer.class.getName());
    private static final long BATCH_BYTES = 8L << 20;

    private final Columns columns;
    private final Registry registry;
    private final CountLimit limit;
    private final CommitQueue queue = new CommitQueue();
    private final Batch batch;
    private final Flusher flusher;
    private final WriteOptions unsynced = new WriteOptions().setSync(false);
    private final Thread thread;
    private volatile @Nullable StoreException failure;
    private volatile boolean closed;

    /// @param source where large messages that are put can be read again
    Writer(Columns columns, Registry registry, CountLimit limit, QueuedMessage.Source source, InstantSource clock) {
        this.columns = columns;
        this.registry = registry;
        this.limit = limit;
        this.batch = new Batch(columns, registry, source, clock);
        this.flusher = new Flusher(columns, this);
        this.thread = Thread.ofPlatform().daemon().name("holdfast-writer").start(this::run);
    }

    /// A commit that is in the log, with the messages that it put.
    record Written(Commit commit, List<QueuedMessage> put) {}

    /// Hands in a commit. Whoever does must then wait for it.
    void submit(Commit commit) {
        if (!queue.put(commit)) {
            commit.fail(isClosed());
        }
    }

    /// Refuses when nothing is written any more.
    ///
    /// @throws StoreException *unavailable* or *closed*
    void requireUsable() {
        StoreException failed = failure;
        if (failed != null) {
            throw refusal(failed);
        }
        if (closed) {
            throw isClosed();
        }
    }

    /// Why nothing is written any more, if that is so.
    @Nullable
    StoreException failure() {
        return failure;
    }

    /// Nothing is to be written any more.
    ///
    /// @return the first reason that was ever given
    synchronized StoreException fail(StoreException cause) {
        StoreException first = failure;
        if (first != null) {
            return first;
        }
        failure = cause;
        LOGGER.log(
                Level.ERROR,
                "{0}. Nothing is accepted or settled any more until a restart has read what is on the disk",
                cause.getMessage());
        registry.wakeAll();
        return cause;
    }

    /// Writes and flushes what waits, and ends both threads.
    @Override
    public void close() {
        closed = true;
        queue.close();
        join(thread);
        flusher.close();
        batch.close();
        unsynced.close();
    }

    private void run() {
        for (List<Commit> commits = queue.takeAll(); !commits.isEmpty(); commits = queue.takeAll()) {
            int from = 0;
            while (from < commits.size()) {
                int to = endOfBatch(commits, from);
                write(commits.subList(from, to));
                from = to;
            }
        }
    }

    private static int endOfBatch(List<Commit> commits, int from) {
        int to = from;
        long bytes = 0;
        do {
            bytes += commits.get(to++).bytes();
        } while (to < commits.size() && bytes + commits.get(to).bytes() <= BATCH_BYTES);
        return to;
    }

    /// The barrier of this thread: whatever goes wrong here, those who wait must be told, and nobody can say
    /// what is in the log.
    private void write(List<Commit> commits) {
        StoreException failed = failure;
        if (failed != null) {
            commits.forEach(commit -> commit.fail(refusal(failed)));
            return;
        }
        try {
            release(writeBatch(commits));
        } catch (RocksDBException e) {
            StoreException cause = fail(RocksDbFailures.ofWrite("the database cannot be written", e));
            commits.forEach(commit -> commit.fail(cause));
        } catch (RuntimeException | Error e) {
            StoreException cause = fail(new StoreException(Category.UNKNOWN, "a write failed unexpectedly: " + e, e));
            commits.forEach(commit -> commit.fail(cause));
        }
    }

    private List<Written> writeBatch(List<Commit> commits) throws RocksDBException {
        List<Written> written = new ArrayList<>(commits.size());
        batch.begin();
        for (Commit commit : commits) {
            Optional<StoreException> refusal = limit.refusal(commit.changes());
            if (refusal.isPresent()) {
                commit.fail(refusal.get());
            } else {
                written.add(new Written(commit, batch.add(commit)));
            }
        }
        columns.database().write(unsynced, batch.finish());
        return written;
    }

    private void release(List<Written> group) {
        for (Written written : group) {
            for (Change change : written.commit.changes()) {
                if (change instanceof Change.Remove(QueueDelivery delivery)) {
                    delivery.removed();
                }
            }
            if (written.commit.needsFlush()) {
                flusher.flush(written);
            } else {
                flusher.flushSoon();
                written.commit.succeed();
            }
        }
    }

    private static StoreException refusal(StoreException failure) {
        return new StoreException(Category.UNAVAILABLE, "the database has failed: " + failure.getMessage(), failure);
    }

    private static StoreException isClosed() {
        return new StoreException(Category.CLOSED, "the database is closed");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
