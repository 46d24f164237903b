// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.rocksdb.RocksDBException;

/// The platform threads on which the database is read: a call into native code holds the thread that makes it,
/// and a virtual thread would hold one of the few carriers that all others need.
final class ReadThreads implements AutoCloseable {

    private static final int THREADS = 3;

    private final ExecutorService executor = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("holdfast-reader-", 0).factory());

    /// Something that is read.
    interface Read<T> extends Callable<T> {
        @Override
        T call() throws RocksDBException;
    }

    /// Reads, and waits for it; an interrupt is kept for later.
    ///
    /// @param what is read, for errors
    <T> T read(String what, Read<T> read) {
        FutureTask<T> task = new FutureTask<>(read);
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            throw new StoreException(Category.CLOSED, "the database is closed", e);
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw failure(what, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        executor.close();
    }

    private static RuntimeException failure(String what, ExecutionException e) {
        return switch (e.getCause()) {
            case RocksDBException cause -> RocksDbFailures.ofRead(what + " cannot be read", cause);
            case RuntimeException cause -> cause;
            case null, default -> new IllegalStateException(what + " cannot be read", e);
        };
    }
}
