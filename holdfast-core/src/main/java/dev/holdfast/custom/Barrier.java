// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.custom;

import dev.holdfast.settings.FirstLine;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Calls the code of a user: whatever it throws becomes a [StoreException], and a call that hangs is given up.
/// Thread-safe.
final class Barrier {

    private static final Logger LOGGER = System.getLogger(Barrier.class.getName());

    private final String store;
    private final Timer timer;
    private final Duration limit;

    /// @param store its name
    /// @param limit for calls that have one
    Barrier(String store, Timer timer, Duration limit) {
        this.store = store;
        this.timer = timer;
        this.limit = limit;
    }

    /// A call without a result.
    interface Action {
        void run() throws Exception;
    }

    /// Makes a call on a thread of its own and waits for it no longer than the limit.
    ///
    /// @param what is done, for people
    /// @param otherwise what is known when it throws anything but a [CustomStoreException], or is given up
    <T> T call(String what, Category otherwise, Callable<T> call) {
        Timer.Waiter waiter = timer.newWaiter();
        FutureTask<T> task = new FutureTask<>(call) {
            @Override
            protected void done() {
                waiter.signal();
            }
        };
        Thread thread = timer.start("store-" + store + "-" + what, task);
        try {
            if (!waiter.await(timer.instant().plus(limit)) && !task.isDone()) {
                thread.interrupt();
                throw failure(otherwise, what, "no answer within " + limit.toMillis() + " ms", null);
            }
            return task.get();
        } catch (ExecutionException e) {
            throw failed(what, otherwise, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            thread.interrupt();
            throw failure(otherwise, what, "interrupted", e);
        }
    }

    /// Makes a call on this thread.
    <T> T direct(String what, Callable<T> call) throws InterruptedException {
        try {
            return call.call();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | LinkageError | StackOverflowError e) {
            throw failed(what, Category.UNAVAILABLE, e);
        }
    }

    /// Makes a call whose failure changes nothing.
    void quietly(String what, Action action) {
        try {
            call(what, Category.UNAVAILABLE, () -> {
                action.run();
                return true;
            });
        } catch (StoreException e) {
            LOGGER.log(Level.WARNING, "{0}", e.getMessage());
        }
    }

    private StoreException failed(String what, Category otherwise, Throwable cause) {
        Category category = otherwise;
        if (cause instanceof CustomStoreException told) {
            category = switch (told.reason()) {
                case UNAVAILABLE -> Category.UNAVAILABLE;
                case FULL -> Category.FULL;
                case REJECTED -> Category.REJECTED;
            };
        }
        return failure(
                category,
                what,
                FirstLine.of(cause.getMessage(), cause.getClass().getName()),
                cause);
    }

    private StoreException failure(
            Category category, String what, String reason, @org.jspecify.annotations.Nullable Throwable cause) {
        String text = "store " + store + ": " + what + " failed: " + reason;
        return cause == null ? new StoreException(category, text) : new StoreException(category, text, cause);
    }
}
