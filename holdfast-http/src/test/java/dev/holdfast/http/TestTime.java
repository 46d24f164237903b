// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.time.SystemTimer;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Real time, for tests whose subject is time, and for waiting on conditions.
final class TestTime {

    static final SystemTimer TIMER = new SystemTimer();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TestTime() {}

    /// Lets time pass. Only where the passing itself is the subject, as it is for an unused connection.
    static void pass(Duration duration) throws InterruptedIOException {
        try {
            TIMER.newWaiter().await(TIMER.instant().plus(duration));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /// Waits for the condition; fails when it does not come.
    static void await(String what, BooleanSupplier condition) throws InterruptedIOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("did not happen: " + what);
            }
            pass(Duration.ofMillis(2));
        }
    }

    /// How long the action takes.
    static Duration of(Runnable action) {
        long start = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
