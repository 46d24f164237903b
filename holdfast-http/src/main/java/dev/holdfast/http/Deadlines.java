// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Ends what takes too long. One thread looks at everything under way once a tick, so that moving a deadline
/// costs its owner one write and no lock: these deadlines are safety nets, and most of them never come.
///
/// A deadline is never early and at most two ticks late. Time is counted in the watching thread, in steps of
/// bounded length, so that neither a clock that is set nor a machine that slept ends everything at once. While
/// nothing is under way the thread rests. Thread-safe.
final class Deadlines implements AutoCloseable {

    private static final long NEVER = Long.MAX_VALUE;
    private static final long LONGEST_STEP_MILLIS = 1_000;

    private final Timer timer;
    private final long tickMillis;
    private final Timer.Waiter pause;
    private final Set<Deadline> watched = ConcurrentHashMap.newKeySet();
    private final AtomicLong elapsedMillis = new AtomicLong();
    private volatile boolean resting;
    private volatile boolean closed;

    private Deadlines(Timer timer, Duration tick) {
        this.timer = timer;
        this.tickMillis = tick.toMillis();
        this.pause = timer.newWaiter();
    }

    /// Starts the thread.
    ///
    /// @param name of the thread
    /// @param tick how often it looks
    static Deadlines start(Timer timer, String name, Duration tick) {
        Deadlines deadlines = new Deadlines(timer, tick);
        timer.start(name, deadlines::watch);
        return deadlines;
    }

    /// A deadline, not set yet.
    ///
    /// @param onExpiry what ends the matter; runs on the watching thread and must not block
    Deadline watch(Runnable onExpiry) {
        Deadline deadline = new Deadline(onExpiry);
        watched.add(deadline);
        if (resting) {
            pause.signal();
        }
        return deadline;
    }

    /// Ends the thread; no deadline comes any more.
    @Override
    public void close() {
        closed = true;
        pause.signal();
    }

    /// When one matter has to be over. Used by one thread.
    final class Deadline implements AutoCloseable {

        private final Runnable onExpiry;
        private final AtomicLong due = new AtomicLong(NEVER);

        private Deadline(Runnable onExpiry) {
            this.onExpiry = onExpiry;
        }

        /// Sets the deadline so far from now, in place of the one before.
        void startIn(Duration delay) {
            long millis = Math.min(TimeUnit.MILLISECONDS.convert(delay), NEVER / 2);
            due.set(elapsedMillis.get() + millis + tickMillis);
        }

        /// No deadline until the next one is set. One that has just come may still take effect.
        void clear() {
            due.set(NEVER);
        }

        /// How long it is until then; zero when it has come.
        Duration remaining() {
            return Duration.ofMillis(Math.max(0, due.get() - elapsedMillis.get()));
        }

        /// Ends the watch.
        @Override
        public void close() {
            due.set(NEVER);
            watched.remove(this);
        }

        private void endIfDue(long now) {
            long set = due.get();
            if (set <= now && due.compareAndSet(set, NEVER)) {
                Barrier.run("a deadline", onExpiry);
            }
        }
    }

    private void watch() {
        try {
            long last = timer.millis();
            while (!closed) {
                if (watched.isEmpty()) {
                    rest();
                    last = timer.millis();
                }
                pause.await(Instant.ofEpochMilli(last + tickMillis));
                long now = timer.millis();
                long step = Math.clamp(now - last, 0, LONGEST_STEP_MILLIS);
                last = now;
                long time = elapsedMillis.addAndGet(step);
                watched.forEach(deadline -> deadline.endIfDue(time));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Says that it rests before it looks once more, so that whoever comes in between is either seen or
    /// signals.
    private void rest() throws InterruptedException {
        resting = true;
        if (watched.isEmpty() && !closed) {
            pause.await(Instant.MAX);
        }
        resting = false;
    }
}
