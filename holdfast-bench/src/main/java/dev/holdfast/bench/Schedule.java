// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// When the next request is due. With a rate, a thread wakes the load at each due moment: a selector alone
/// waits whole
/// milliseconds.
final class Schedule implements AutoCloseable {

    /// The load may be late by so much of its own; what is later counts as waiting time of the request.
    private static final long OWN_DELAY = Duration.ofMillis(2).toNanos();

    private final double nanosApart;
    private final long start = System.nanoTime();
    private final Runnable wake;
    private volatile long taken;
    private volatile boolean closed;

    private Schedule(double nanosApart, Runnable wake) {
        this.nanosApart = nanosApart;
        this.wake = wake;
    }

    static Schedule of(LoadPlan plan, Runnable wake) {
        Schedule schedule = new Schedule(plan.rate() == 0 ? 0 : 1e9 / plan.rate(), wake);
        if (plan.rate() > 0) {
            Thread.ofPlatform().name("load schedule").daemon().start(schedule::wakeAtDueMoments);
        }
        return schedule;
    }

    /// When it began.
    long start() {
        return start;
    }

    boolean isDue(long now) {
        return dueAt(taken) - now <= 0;
    }

    /// Takes the next request.
    ///
    /// @return the moment from which its time counts
    @SuppressWarnings("NonAtomicVolatileUpdate") // written by the thread of the load only
    long take(long now) {
        long due = nanosApart == 0 ? now : dueAt(taken);
        taken++;
        return now - due > OWN_DELAY ? due : now;
    }

    @Override
    public void close() {
        closed = true;
    }

    private long dueAt(long request) {
        return start + (long) (request * nanosApart);
    }

    private void wakeAtDueMoments() {
        for (long request = 0; !closed; request = Math.max(request + 1, taken)) {
            for (long left = dueAt(request) - System.nanoTime(); left > 0; left = dueAt(request) - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            wake.run();
        }
    }
}
