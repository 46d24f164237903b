// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// A store as a library beside a plain client of its engine, one after the other on the same engine: 64 threads
/// append, then 64 threads receive and acknowledge.
final class StoreFigure {

    static final int THREADS = 64;

    /// So many more lie in the queue than are taken, for clients each of whose consumers reads ahead for itself.
    static final int SPARE = 1_000;

    /// Taken before it counts, and taken while it counts.
    private static final int WARM_UP = 20_000;

    private static final int TAKEN = 40_000;

    private StoreFigure() {}

    /// Where the figures stand in the table.
    record Rows(Row plainAppends, Row appends, Row plainTakes, Row takes) {}

    /// Measures both.
    ///
    /// @param plain opens the plain client, on an empty queue
    /// @param store opens the store, on an empty queue
    static Map<Row, Double> measure(
            Rows rows, Supplier<StoreClient> plain, Supplier<StoreClient> store, Effort effort) {
        double plainAppends = appends(plain, effort);
        double appends = appends(store, effort);
        double plainTakes = takes(plain);
        double takes = takes(store);
        return Map.of(
                rows.plainAppends, plainAppends, rows.appends, appends, rows.plainTakes, plainTakes, rows.takes, takes);
    }

    private static double appends(Supplier<StoreClient> open, Effort effort) {
        try (StoreClient client = open.get()) {
            long warm = System.nanoTime() + effort.warmUp().toNanos();
            long end = warm + effort.measured().toNanos();
            AtomicInteger counted = new AtomicInteger();
            inThreads(() -> {
                Runnable appender = client.appender();
                int mine = 0;
                for (long now = System.nanoTime(); end - now > 0; now = System.nanoTime()) {
                    appender.run();
                    mine += now - warm > 0 ? 1 : 0;
                }
                counted.addAndGet(mine);
            });
            return counted.get() * 1e9 / effort.measured().toNanos();
        }
    }

    /// How many messages a client receives and acknowledges in a second.
    ///
    /// @param open opens the client, on an empty queue
    static double takes(Supplier<StoreClient> open) {
        try (StoreClient client = open.get()) {
            AtomicInteger toAppend = new AtomicInteger(WARM_UP + TAKEN + SPARE);
            inThreads(() -> {
                Runnable appender = client.appender();
                while (toAppend.getAndDecrement() > 0) {
                    appender.run();
                }
            });
            take(client, WARM_UP);
            long begun = System.nanoTime();
            take(client, TAKEN);
            return TAKEN * 1e9 / (System.nanoTime() - begun);
        }
    }

    private static void take(StoreClient client, int count) {
        AtomicInteger left = new AtomicInteger(count);
        inThreads(() -> {
            BooleanSupplier taker = client.taker();
            while (left.getAndDecrement() > 0) {
                if (!taker.getAsBoolean()) {
                    throw new IllegalStateException(client + " has nothing to take, " + left + " are left");
                }
            }
        });
    }

    private static void inThreads(Runnable body) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(body));
            }
            for (Future<?> thread : running) {
                thread.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while clients worked", e);
        }
    }
}
