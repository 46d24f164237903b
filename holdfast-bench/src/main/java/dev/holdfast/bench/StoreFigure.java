// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// A store as a library beside a plain client of its engine, by turns on the same engine, so that whatever else
/// happens on the machine happens to both, and neither finds engine and virtual machine warmer: 64 threads append,
/// then 64 threads receive and acknowledge.
final class StoreFigure {

    static final int THREADS = 64;

    /// So many more lie in the queue than are taken, for clients each of whose consumers reads ahead for itself.
    static final int SPARE = 1_000;

    private static final Duration TURN = Duration.ofSeconds(1);

    /// A turn that lasts longer has come to a stop.
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final int TAKEN_IN_TURN = 20_000;

    private StoreFigure() {}

    /// Where the figures stand in the table.
    record Rows(Row plainAppends, Row appends, Row plainTakes, Row takes) {}

    /// Measures both.
    ///
    /// @param plain opens the plain client, on an empty queue
    /// @param store opens the store, on an empty queue
    static Map<Row, Double> measure(
            Rows rows, Supplier<StoreClient> plain, Supplier<StoreClient> store, Effort effort) {
        List<Double> appends;
        try (StoreClient first = plain.get();
                StoreClient second = store.get()) {
            appends = byTurns(List.of(first, second), Side::append, effort);
        }
        List<Double> takes;
        try (StoreClient first = plain.get();
                StoreClient second = store.get()) {
            takes = byTurns(List.of(first, second), Side::take, effort);
        }
        return Map.of(
                rows.plainAppends,
                appends.getFirst(),
                rows.appends,
                appends.getLast(),
                rows.plainTakes,
                takes.getFirst(),
                rows.takes,
                takes.getLast());
    }

    /// What a client takes alone.
    ///
    /// @param open opens it, on an empty queue
    static double takes(Supplier<StoreClient> open, Effort effort) {
        try (StoreClient client = open.get()) {
            return byTurns(List.of(client), Side::take, effort).getFirst();
        }
    }

    /// What the threads of one client use, and what they have done while it counted.
    private static final class Side {

        private final List<Runnable> appenders;
        private final Supplier<List<BooleanSupplier>> open;
        private List<BooleanSupplier> takers = List.of();
        private long messages;
        private long nanos;

        Side(StoreClient client) {
            appenders =
                    IntStream.range(0, THREADS).mapToObj(_ -> client.appender()).toList();
            open = () ->
                    IntStream.range(0, THREADS).mapToObj(_ -> client.taker()).toList();
        }

        /// For as long as a turn lasts.
        void append() {
            AtomicInteger counted = new AtomicInteger();
            long began = System.nanoTime();
            long end = began + TURN.toNanos();
            inThreads(appenders, appender -> {
                int mine = 0;
                while (end - System.nanoTime() > 0) {
                    appender.run();
                    mine++;
                }
                counted.addAndGet(mine);
            });
            count(counted.get(), began);
        }

        /// As many as a turn has, which are appended first.
        void take() {
            AtomicInteger toAppend = new AtomicInteger(takers.isEmpty() ? TAKEN_IN_TURN + SPARE : TAKEN_IN_TURN);
            inThreads(appenders, appender -> {
                while (toAppend.getAndDecrement() > 0) {
                    appender.run();
                }
            });
            // Not before: what takes reads ahead, and nothing is to be read while only appends count.
            takers = takers.isEmpty() ? open.get() : takers;
            AtomicInteger left = new AtomicInteger(TAKEN_IN_TURN);
            long began = System.nanoTime();
            inThreads(takers, taker -> {
                while (left.getAndDecrement() > 0) {
                    if (!taker.getAsBoolean()) {
                        throw new IllegalStateException("nothing to take, " + left + " are left");
                    }
                }
            });
            count(TAKEN_IN_TURN, began);
        }

        private void count(long more, long began) {
            messages += more;
            nanos += System.nanoTime() - began;
        }

        double rate() {
            return messages * 1e9 / nanos;
        }
    }

    /// Each in turn until each has had the warm-up, and then for as long as is measured.
    private static List<Double> byTurns(List<StoreClient> clients, Consumer<Side> turn, Effort effort) {
        List<Side> sides = clients.stream().map(Side::new).toList();
        byTurns(sides, turn, effort.warmUp());
        sides.forEach(side -> {
            side.messages = 0;
            side.nanos = 0;
        });
        byTurns(sides, turn, effort.measured());
        return sides.stream().map(Side::rate).toList();
    }

    private static void byTurns(List<Side> sides, Consumer<Side> turn, Duration length) {
        while (sides.stream().anyMatch(side -> side.nanos < length.toNanos())) {
            sides.forEach(turn);
        }
    }

    private static <T> void inThreads(List<T> tools, Consumer<T> body) {
        inThreads(tools.stream().<Runnable>map(tool -> () -> body.accept(tool)).toList());
    }

    private static void inThreads(List<Runnable> bodies) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            bodies.forEach(body -> running.add(threads.submit(body)));
            try {
                for (Future<?> thread : running) {
                    thread.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
                }
            } finally {
                threads.shutdownNow();
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a client failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while clients worked", e);
        }
    }
}
