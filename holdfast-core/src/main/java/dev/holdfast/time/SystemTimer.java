// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/// Real time. One platform thread watches the clock; tasks run on virtual threads.
public final class SystemTimer implements Timer, AutoCloseable {

    private static final Duration LONGEST_DELAY = Duration.ofDays(365);

    private final ScheduledThreadPoolExecutor clockThread;
    private final LongWaits longWaits;
    private final ThreadFactory taskThreads =
            Thread.ofVirtual().name("timer-task-", 0).factory();

    /// Starts the thread.
    public SystemTimer() {
        clockThread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("holdfast-timer").factory());
        clockThread.setRemoveOnCancelPolicy(true);
        clockThread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        longWaits = new LongWaits(clockThread);
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public Task at(Instant when, Runnable task) {
        ScheduledFuture<?> future =
                clockThread.schedule(() -> taskThreads.newThread(task).start(), nanosUntil(when), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public Waiter newWaiter() {
        return new ParkingWaiter(longWaits);
    }

    @Override
    public Thread start(String name, Runnable body) {
        return Thread.ofVirtual().name(name).start(body);
    }

    /// Drops tasks that wait for their time. Waits end at theirs.
    @Override
    public void close() {
        clockThread.shutdownNow();
        longWaits.close();
    }

    /// How long it is until then, a year at most; not negative.
    static long nanosUntil(Instant when) {
        Instant now = Instant.now();
        if (!when.isAfter(now)) {
            return 0;
        }
        Duration delay = when.isAfter(now.plus(LONGEST_DELAY)) ? LONGEST_DELAY : Duration.between(now, when);
        return delay.toNanos();
    }
}
