// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.time.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// The virtual threads of one worker: started together, ended together, and counted, so that an end is certain.
/// Thread-safe.
final class WorkerThreads {

    private static final Logger LOGGER = System.getLogger(WorkerThreads.class.getName());
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(10);

    private final Timer timer;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final Set<Timer.Waiter> pauses = ConcurrentHashMap.newKeySet();
    private final Group all;
    private volatile boolean running = true;

    WorkerThreads(Timer timer) {
        this.timer = timer;
        this.all = new Group();
    }

    /// What a thread runs; an interrupt ends it.
    interface Body {
        void run() throws InterruptedException;
    }

    /// Some threads that end together.
    final class Group {

        private final AtomicInteger alive = new AtomicInteger();
        private final Timer.Waiter ended = timer.newWaiter();

        /// Waits until all have ended.
        void await() throws InterruptedException {
            await(Instant.MAX);
        }

        private boolean await(Instant until) throws InterruptedException {
            while (alive.get() > 0) {
                if (!ended.await(until)) {
                    return alive.get() == 0;
                }
            }
            return true;
        }

        private void left() {
            if (alive.decrementAndGet() == 0) {
                ended.signal();
            }
        }
    }

    /// Whether [#stop] has not been called.
    boolean areRunning() {
        return running;
    }

    /// Starts a thread.
    void start(String name, Body body) {
        all.alive.incrementAndGet();
        timer.start(name, () -> runIn(all, name, body));
    }

    /// Starts threads that run the same.
    Group startGroup(String name, int count, Body body) {
        Group group = new Group();
        group.alive.set(count);
        for (int i = 1; i <= count; i++) {
            String threadName = name + "-" + i;
            start(threadName, () -> runIn(group, threadName, body));
        }
        return group;
    }

    /// Waits until the time has come or the end begins.
    void pauseUntil(Instant until) throws InterruptedException {
        Timer.Waiter pause = timer.newWaiter();
        pauses.add(pause);
        try {
            if (running) {
                pause.await(until);
            }
        } finally {
            pauses.remove(pause);
        }
    }

    /// Wakes those that pause.
    void wake() {
        pauses.forEach(Timer.Waiter::signal);
    }

    /// Ends all threads: asks them first, interrupts them at the limit.
    ///
    /// @param close what makes those that wait for messages stop waiting
    void stop(Instant limit, Runnable close) {
        running = false;
        close.run();
        wake();
        try {
            if (!all.await(limit)) {
                threads.forEach(Thread::interrupt);
                if (!all.await(timer.instant().plus(AFTER_INTERRUPT))) {
                    LOGGER.log(Level.ERROR, "threads did not end after an interrupt: {0}", threads);
                }
            }
        } catch (InterruptedException e) {
            threads.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
    }

    private void runIn(Group group, String name, Body body) {
        Thread current = Thread.currentThread();
        threads.add(current);
        try {
            Barrier.run(name, () -> runInterruptibly(body));
        } finally {
            if (group == all) {
                threads.remove(current);
            }
            group.left();
        }
    }

    private static void runInterruptibly(Body body) {
        try {
            body.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
