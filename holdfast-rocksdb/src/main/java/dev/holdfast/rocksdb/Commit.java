// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.ledger.Change;
import dev.holdfast.ledger.Journal.Sync;
import dev.holdfast.store.StoreException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Changes that one thread hands to the writer, and where it waits until they have happened. The bytes are made
/// by the thread that waits: the writer is shared by all.
final class Commit {

    private final List<Change> changes;
    private final List<Value> encoded;
    private final Sync sync;
    private final boolean putsMessages;
    private final long bytes;
    private final Thread owner = Thread.currentThread();

    /// The one before in the stack of those that wait for the writer.
    @Nullable
    Commit older;

    private volatile boolean done;
    private volatile @Nullable StoreException failure;

    /// @param encoded the value of each change, at the same place; empty where a change has none
    Commit(List<Change> changes, List<Value> encoded, Sync sync) {
        this.changes = changes;
        this.encoded = encoded;
        this.sync = sync;
        this.putsMessages = changes.stream().anyMatch(Change.Put.class::isInstance);
        this.bytes = encoded.stream().mapToLong(Value::size).sum();
    }

    List<Change> changes() {
        return changes;
    }

    Value encoded(int index) {
        return encoded.get(index);
    }

    /// Whether it is to be flushed before its end. A message is not there for anybody before that, however it
    /// came.
    boolean needsFlush() {
        return sync == Sync.FLUSHED || putsMessages;
    }

    long bytes() {
        return bytes;
    }

    /// Waits for the end. An interrupt does not end it: whether the changes happen is no longer in the hands of
    /// this thread, and it must know. It is kept for later.
    ///
    /// @throws StoreException when they have not happened, or may not have
    void await() {
        boolean interrupted = false;
        while (!done) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        StoreException failed = failure;
        if (failed != null) {
            throw new StoreException(failed.category(), String.valueOf(failed.getMessage()), failed);
        }
    }

    /// They have happened.
    void succeed() {
        done = true;
        LockSupport.unpark(owner);
    }

    /// They have not happened, or may not have.
    void fail(StoreException cause) {
        failure = cause;
        succeed();
    }
}
