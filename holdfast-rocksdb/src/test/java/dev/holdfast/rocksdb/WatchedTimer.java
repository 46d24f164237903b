// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/// Real waits that are counted, and a clock and tasks that only the test moves.
final class WatchedTimer implements Timer {

    private final AtomicInteger waits = new AtomicInteger();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private volatile Duration ahead = Duration.ZERO;

    /// How often somebody began to wait.
    int waits() {
        return waits.get();
    }

    /// Sets the clock forward and runs the tasks that there are.
    void advance(Duration duration) {
        ahead = ahead.plus(duration);
        for (int left = tasks.size(); left > 0; left--) {
            tasks.remove().run();
        }
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public Task at(Instant when, Runnable task) {
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    @Override
    public Waiter newWaiter() {
        Waiter waiter = TestDatabase.TIMER.newWaiter();
        return new Waiter() {
            @Override
            public boolean await(Instant until) throws InterruptedException {
                waits.incrementAndGet();
                return waiter.await(until);
            }

            @Override
            public void signal() {
                waiter.signal();
            }
        };
    }

    @Override
    public Thread start(String name, Runnable body) {
        return TestDatabase.TIMER.start(name, body);
    }
}
