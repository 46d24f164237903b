// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/// Bodies of 10 MiB that nobody looks into: through `send` to the back end and back, and through a store.
final class LargeBodyFigure {

    private static final int MEBIBYTE = 1024 * 1024;
    private static final int BODY_MEBIBYTES = 10;
    private static final int CONNECTIONS = 4;
    private static final int COUNTED = 20;
    private static final long FIRST_OF_MORE = 1_000_000;
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final String HEAP = "jvm_memory_used_bytes{area=\"heap\"}";

    private LargeBodyFigure() {}

    static Map<Row, Double> measure(Environment environment, Effort effort) {
        Map<Row, Double> values = new HashMap<>();
        try (Program program = Program.start(environment.setup("large"))) {
            Passed sent = pass(program, "/services/Sent", effort);
            values.put(Row.LARGE_SENT, sent.mebibytesPerSecond);
            values.put(Row.LARGE_SENT_HEAP, sent.peakHeapMebibytes);
            values.put(Row.LARGE_SENT_TIMES, allocatedForEachByte(program, "/services/Sent", sent, all -> {}));
        }
        try (Program program = Program.start(environment.setup("large"))) {
            environment.backEnd().reset();
            Passed stored = pass(program, "/services/Stored", effort);
            ThroughputFigure.awaitAll(environment.backEnd(), stored.accepted);
            values.put(Row.LARGE_STORED, stored.mebibytesPerSecond);
            values.put(Row.LARGE_STORED_HEAP, stored.peakHeapMebibytes);
            values.put(
                    Row.LARGE_STORED_TIMES,
                    allocatedForEachByte(
                            program,
                            "/services/Stored",
                            stored,
                            all -> ThroughputFigure.awaitAll(environment.backEnd(), all)));
        }
        return values;
    }

    /// @param accepted messages, those of the warm-up too
    /// @param peakHeapMebibytes the most heap that was in use at once, with what was not collected yet
    private record Passed(long accepted, double mebibytesPerSecond, double peakHeapMebibytes) {}

    private static double allocated(Program program) {
        return program.metrics().getOrDefault("holdfast_heap_allocated_bytes_total", 0.0);
    }

    /// Posts some more, one after the other: to look at the metrics meanwhile would take memory too.
    ///
    /// @param passed what was posted before
    /// @param atEnd waits until so many have reached their end
    private static double allocatedForEachByte(Program program, String path, Passed passed, LongConsumer atEnd) {
        double before = allocated(program);
        LoadLog log = Load.run(LoadPlan.to(program.ports().http(), path)
                .withConnections(1)
                .withBodyBytes(BODY_MEBIBYTES * MEBIBYTE)
                .from(FIRST_OF_MORE)
                .atMost(COUNTED));
        atEnd.accept(passed.accepted + log.accepted());
        return (allocated(program) - before) / ((double) log.accepted() * BODY_MEBIBYTES * MEBIBYTE);
    }

    private static Passed pass(Program program, String path, Effort effort) {
        Load load = Load.start(LoadPlan.to(program.ports().http(), path)
                .withConnections(CONNECTIONS)
                .withBodyBytes(BODY_MEBIBYTES * MEBIBYTE));
        AtomicLong peak = new AtomicLong();
        watch(program, effort.warmUp(), new AtomicLong());
        long counts = System.nanoTime();
        watch(program, effort.measured(), peak);
        LoadLog log = load.stop();
        double rate = log.acceptedPerSecond(counts) * BODY_MEBIBYTES;
        if (rate == 0) {
            throw new IllegalStateException(path + " accepted nothing");
        }
        return new Passed(log.accepted(), rate, peak.doubleValue() / MEBIBYTE);
    }

    private static void watch(Program program, Duration time, AtomicLong peak) {
        long end = System.nanoTime() + time.toNanos();
        Poll.until(
                () -> {
                    double used = program.metrics().getOrDefault(HEAP, 0.0);
                    peak.accumulateAndGet((long) used, Math::max);
                    return System.nanoTime() - end >= 0;
                },
                time.plusSeconds(60),
                LOOK_EVERY);
    }
}
