// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.mediation.FlowSource;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.mediation.Services;
import dev.holdfast.time.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// A task that runs: each run has a thread of its own. Thread-safe.
final class TaskRun implements FlowSource.Running {

    private static final Logger LOGGER = System.getLogger(Task.class.getName());
    private static final int MOST_AT_ONCE = 100;

    private final Task task;
    private final Supplier<Services> services;
    private final Timer timer;
    private final Timer.Waiter ended;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Timer.Task> next = Optional.empty();
    private boolean stopped;
    private long begun;
    private int running;

    TaskRun(Task task, Supplier<Services> services) {
        this.task = task;
        this.services = services;
        this.timer = services.get().timer();
        this.ended = timer.newWaiter();
    }

    void start() {
        task.trigger().first(timer.instant()).ifPresent(this::schedule);
    }

    @Override
    public void stop(Duration within) {
        Instant limit = timer.instant().plus(within);
        lock.lock();
        try {
            stopped = true;
            next.ifPresent(Timer.Task::cancel);
        } finally {
            lock.unlock();
        }
        try {
            while (isRunning() && ended.await(limit)) {
                LOGGER.log(Level.DEBUG, "task {0}: a run has ended", task.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void schedule(Instant when) {
        lock.lock();
        try {
            if (!stopped) {
                next = Optional.of(timer.at(when, () -> due(when)));
            }
        } finally {
            lock.unlock();
        }
    }

    /// The time has come.
    private void due(Instant when) {
        boolean sequential = task.overlap() == Task.Overlap.NEVER;
        boolean runs = begin();
        if (!sequential || !runs) {
            scheduleAfter(when);
        }
        if (!runs) {
            return;
        }
        try {
            run();
        } finally {
            end();
            if (sequential) {
                scheduleAfter(when);
            }
        }
    }

    private boolean begin() {
        lock.lock();
        try {
            begun++;
            if (stopped) {
                return false;
            }
            if (running >= MOST_AT_ONCE) {
                LOGGER.log(
                        Level.WARNING,
                        "Task {0} is left out once: {1} of its runs have not ended",
                        task.name(),
                        MOST_AT_ONCE);
                return false;
            }
            running++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            task.injection().run(services.get(), task.name());
        } catch (MediationException e) {
            LOGGER.log(Level.ERROR, "Task {0} has made no message: {1}", task.name(), e.getMessage());
        }
    }

    private void end() {
        lock.lock();
        try {
            running--;
        } finally {
            lock.unlock();
        }
        ended.signal();
    }

    private void scheduleAfter(Instant when) {
        Instant now = timer.instant();
        Optional<Instant> following = task.trigger().next(when, now, begun());
        if (task.trigger() instanceof Trigger.Every(Duration interval, var times)
                && following.filter(time -> time.isAfter(when.plus(interval))).isPresent()) {
            LOGGER.log(
                    Level.WARNING,
                    "Task {0} took longer than its interval of {1} s; what it missed is left out",
                    task.name(),
                    Long.toString(interval.toSeconds()));
        }
        following.ifPresent(this::schedule);
    }

    private long begun() {
        lock.lock();
        try {
            return begun;
        } finally {
            lock.unlock();
        }
    }

    private boolean isRunning() {
        lock.lock();
        try {
            return running > 0;
        } finally {
            lock.unlock();
        }
    }
}
