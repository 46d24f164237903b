// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs calls into the client library each on a thread of its own and waits for it only so long: a client can
/// hang in a connection to a stopped machine for minutes. The number of such threads is bounded; who comes when
/// all are taken waits. Thread-safe.
final class TimeLimit {

    private final Timer timer;
    private final Duration limit;
    private final Semaphore places;

    /// @param limit how long to wait for a call
    /// @param calls how many may go on at the same time
    TimeLimit(Timer timer, Duration limit, int calls) {
        this.timer = timer;
        this.limit = limit;
        this.places = new Semaphore(calls);
    }

    /// Runs the call.
    ///
    /// @param name of the thread
    /// @param call whose result or exception is passed on
    /// @throws ExecutionException with what the call threw
    /// @throws TimeoutException when the call goes on, or could not begin as too many others go on
    /// @throws InterruptedException when the caller was interrupted; the call may go on
    <T> T run(String name, Callable<T> call) throws ExecutionException, TimeoutException, InterruptedException {
        Instant until = timer.instant().plus(limit);
        if (!places.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException("too many calls wait for the broker");
        }
        Timer.Waiter waiter = timer.newWaiter();
        FutureTask<T> task = new FutureTask<>(call) {
            @Override
            protected void done() {
                places.release();
                waiter.signal();
            }
        };
        timer.start(name, task);
        if (!waiter.await(until) && !task.isDone()) {
            throw new TimeoutException("no answer within " + limit.toMillis() + " ms");
        }
        return task.get();
    }
}
