// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.store.StoreException;
import dev.holdfast.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/// A message whose settling somebody waits for. Thread-safe.
final class Acknowledgement {

    private final PartitionQueue queue;
    private final long offset;
    private final Timer timer;
    private final Timer.Waiter waiter;
    private final AtomicReference<Outcome> outcome = new AtomicReference<>(new Outcome.Open());

    /// How it ended.
    private sealed interface Outcome {

        record Open() implements Outcome {}

        record Done() implements Outcome {}

        record Failed(StoreException failure) implements Outcome {}
    }

    Acknowledgement(PartitionQueue queue, long offset, Timer timer) {
        this.queue = queue;
        this.offset = offset;
        this.timer = timer;
        this.waiter = timer.newWaiter();
    }

    PartitionQueue queue() {
        return queue;
    }

    long offset() {
        return offset;
    }

    /// The broker has it.
    void done() {
        outcome.set(new Outcome.Done());
        waiter.signal();
    }

    /// It did not come to that.
    void failed(StoreException failure) {
        outcome.set(new Outcome.Failed(failure));
        waiter.signal();
    }

    /// Waits for the end.
    ///
    /// @return false when it has not come in time
    /// @throws StoreException when it failed
    boolean await(Duration limit) throws InterruptedException {
        Instant until = timer.instant().plus(limit);
        while (outcome.get() instanceof Outcome.Open) {
            if (!waiter.await(until) && outcome.get() instanceof Outcome.Open) {
                return false;
            }
        }
        if (outcome.get() instanceof Outcome.Failed(StoreException failure)) {
            throw failure;
        }
        return true;
    }

    /// Ends all in the same way.
    static void failAll(Iterable<Acknowledgement> waiting, StoreException failure) {
        waiting.forEach(acknowledgement -> acknowledgement.failed(failure));
    }
}
