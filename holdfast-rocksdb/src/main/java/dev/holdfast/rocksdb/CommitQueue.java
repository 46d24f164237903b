// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.ledger.Journal.Sync;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Where commits wait for the one thread that takes them, all at once. Those who put never wait for one
/// another. As every commit has a thread that waits for it, the queue is as short as there are threads.
final class CommitQueue {

    /// In the place of the newest commit: nothing is taken any more.
    private static final Commit CLOSED = new Commit(List.of(), List.of(), Sync.KILL_SAFE);

    private final AtomicReference<@Nullable Commit> newest = new AtomicReference<>();
    private volatile @Nullable Thread taker;
    private volatile boolean closing;

    /// Puts a commit.
    ///
    /// @return false when the queue is closed, and nobody will take it
    boolean put(Commit commit) {
        Commit before;
        do {
            before = newest.get();
            if (before == CLOSED) {
                return false;
            }
            commit.older = before;
        } while (!newest.compareAndSet(before, commit));
        if (before == null) {
            wake();
        }
        return true;
    }

    /// Waits for commits and takes all that are there, oldest first. Empty when the queue is closed and all
    /// were taken.
    List<Commit> takeAll() {
        taker = Thread.currentThread();
        while (true) {
            Commit stack = newest.getAndSet(closing ? CLOSED : null);
            if (stack == CLOSED) {
                return List.of();
            }
            if (stack != null) {
                return oldestFirst(stack);
            }
            if (!closing) {
                LockSupport.park(this);
            }
        }
    }

    /// Takes no more, as soon as the taker has seen what is there.
    void close() {
        closing = true;
        wake();
    }

    private void wake() {
        Thread waiting = taker;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    private static List<Commit> oldestFirst(Commit stack) {
        List<Commit> all = new ArrayList<>();
        for (Commit commit = stack; commit != null; commit = commit.older) {
            all.add(commit);
        }
        return all.reversed();
    }
}
