// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for something in another process that cannot call back.
public final class Poll {

    private static final long LOOK_EVERY = Duration.ofMillis(20).toNanos();

    private Poll() {}

    /// Looks every 20 ms.
    ///
    /// @return whether it became true in time
    public static boolean until(BooleanSupplier condition, Duration within) {
        return until(condition, within, Duration.ofNanos(LOOK_EVERY));
    }

    /// Looks at an interval.
    public static boolean until(BooleanSupplier condition, Duration within, Duration every) {
        long end = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            if (end - System.nanoTime() <= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(every.toNanos());
        }
        return true;
    }
}
