// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/// Real time. One platform thread watches the clock; tasks run on virtual threads.
public final class SystemTimer implements Timer, AutoCloseable {

    private static final Duration LONGEST_DELAY = Duration.ofDays(365);

    private final ScheduledThreadPoolExecutor clockThread;
    private final ThreadFactory taskThreads =
            Thread.ofVirtual().name("timer-task-", 0).factory();

    /// Starts the thread.
    public SystemTimer() {
        clockThread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("holdfast-timer").factory());
        clockThread.setRemoveOnCancelPolicy(true);
        clockThread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public Task at(Instant when, Runnable task) {
        ScheduledFuture<?> future = clockThread.schedule(
                () -> taskThreads.newThread(task).start(), delayUntil(when).toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public Waiter newWaiter() {
        return new SemaphoreWaiter();
    }

    @Override
    public Thread start(String name, Runnable body) {
        return Thread.ofVirtual().name(name).start(body);
    }

    /// Drops what waits for its time.
    @Override
    public void close() {
        clockThread.shutdownNow();
    }

    private Duration delayUntil(Instant when) {
        Instant now = instant();
        if (!when.isAfter(now)) {
            return Duration.ZERO;
        }
        return when.isAfter(now.plus(LONGEST_DELAY)) ? LONGEST_DELAY : Duration.between(now, when);
    }

    /// One permit is one kept signal.
    private final class SemaphoreWaiter implements Waiter {

        private final Semaphore signals = new Semaphore(0);

        @Override
        public boolean await(Instant until) throws InterruptedException {
            boolean signalled = signals.tryAcquire(delayUntil(until).toNanos(), TimeUnit.NANOSECONDS);
            signals.drainPermits();
            return signalled;
        }

        @Override
        public void signal() {
            signals.release();
        }
    }
}
