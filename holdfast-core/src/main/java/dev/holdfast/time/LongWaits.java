// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.time;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Waits whose time is far away. A timer for each would be set and taken back again for nearly all of them, as
/// what they wait for comes, and each time wakes a thread of the virtual machine; so one look now and then wakes
/// those whose time has come near, and they wait for the rest by themselves. Thread-safe.
final class LongWaits implements AutoCloseable {

    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(250);

    /// A wait of this length is seen by several looks before its time.
    private static final long LONG = 4 * BETWEEN_LOOKS;

    private final ScheduledExecutorService clockThread;
    private final Set<ParkingWaiter> waits = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watched = new AtomicBoolean();
    private volatile boolean closed;

    /// @param clockThread looks now and then
    LongWaits(ScheduledExecutorService clockThread) {
        this.clockThread = clockThread;
    }

    /// Whether a wait has so long to go that it can be left to this.
    ///
    /// @param nanos to go
    boolean isLong(long nanos) {
        return nanos > LONG && !closed;
    }

    /// The waiter is woken before its wait is not long any more, or at the end of this.
    void enter(ParkingWaiter waiter) {
        waits.add(waiter);
        watch();
    }

    /// The waiter waits no more.
    void leave(ParkingWaiter waiter) {
        waits.remove(waiter);
    }

    /// Wakes all.
    @Override
    public void close() {
        closed = true;
        waits.forEach(ParkingWaiter::wake);
    }

    private void watch() {
        if (watched.get() || closed || watched.getAndSet(true)) {
            return;
        }
        try {
            var _ = clockThread.schedule(this::look, BETWEEN_LOOKS, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException _) {
            // Closed just now.
            close();
        }
    }

    private void look() {
        // In this order: a wait that begins now either finds nobody looking or is found.
        watched.set(false);
        for (ParkingWaiter waiter : waits) {
            if (!isLong(waiter.nanosToGo())) {
                waiter.wake();
            }
        }
        if (!waits.isEmpty()) {
            watch();
        }
    }
}
