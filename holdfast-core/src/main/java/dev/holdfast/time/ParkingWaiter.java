// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.time;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Parks the thread that waits.
final class ParkingWaiter implements Timer.Waiter {

    private final LongWaits longWaits;
    private final AtomicBoolean signalled = new AtomicBoolean();
    private volatile @Nullable Thread waiting;
    private volatile long end;

    ParkingWaiter(LongWaits longWaits) {
        this.longWaits = longWaits;
    }

    @Override
    public boolean await(Instant until) throws InterruptedException {
        end = System.nanoTime() + SystemTimer.nanosUntil(until);
        waiting = Thread.currentThread();
        try {
            while (true) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (signalled.getAndSet(false)) {
                    return true;
                }
                long nanos = nanosToGo();
                if (nanos <= 0) {
                    return false;
                }
                park(nanos);
            }
        } finally {
            waiting = null;
        }
    }

    @Override
    public void signal() {
        signalled.set(true);
        wake();
    }

    /// Has the thread that waits, if one does, look what has changed.
    void wake() {
        Thread thread = waiting;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    /// How long the wait still lasts.
    long nanosToGo() {
        return end - System.nanoTime();
    }

    private void park(long nanos) {
        if (!longWaits.isLong(nanos)) {
            LockSupport.parkNanos(this, nanos);
            return;
        }
        longWaits.enter(this);
        try {
            // Either this sees what was changed before, or who changed it sees this one.
            if (!signalled.get() && longWaits.isLong(nanos)) {
                LockSupport.park(this);
            }
        } finally {
            longWaits.leave(this);
        }
    }
}
