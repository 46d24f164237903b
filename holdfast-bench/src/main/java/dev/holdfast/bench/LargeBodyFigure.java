// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Bodies of 10 MiB that nobody looks into: through `send` to the back end and back, and through a store.
final class LargeBodyFigure {

    private static final int MEBIBYTE = 1024 * 1024;
    private static final int BODY_MEBIBYTES = 10;
    private static final int CONNECTIONS = 4;
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final String HEAP = "jvm_memory_used_bytes{area=\"heap\"}";

    private LargeBodyFigure() {}

    static Map<Row, Double> measure(Environment environment, Effort effort) {
        Map<Row, Double> values = new HashMap<>();
        try (Program program = Program.start(environment.setup("large"))) {
            Passed sent = pass(program, "/services/Sent", effort);
            values.put(Row.LARGE_SENT, sent.mebibytesPerSecond);
            values.put(Row.LARGE_SENT_HEAP, sent.peakHeapMebibytes);
            values.put(Row.LARGE_SENT_TIMES, sent.allocatedForEachByte(program));
        }
        try (Program program = Program.start(environment.setup("large"))) {
            environment.backEnd().reset();
            Passed stored = pass(program, "/services/Stored", effort);
            ThroughputFigure.awaitAll(environment.backEnd(), stored.accepted);
            values.put(Row.LARGE_STORED, stored.mebibytesPerSecond);
            values.put(Row.LARGE_STORED_HEAP, stored.peakHeapMebibytes);
            values.put(Row.LARGE_STORED_TIMES, stored.allocatedForEachByte(program));
        }
        return values;
    }

    /// @param accepted messages, those of the warm-up too
    /// @param peakHeapMebibytes the most heap that was in use at once, with what was not collected yet
    private record Passed(long accepted, double mebibytesPerSecond, double peakHeapMebibytes, double allocatedBefore) {

        /// Asked when all have reached their end: over the warm-up too, so that none counts half.
        private double allocatedForEachByte(Program program) {
            return (allocated(program) - allocatedBefore) / ((double) accepted * BODY_MEBIBYTES * MEBIBYTE);
        }
    }

    private static double allocated(Program program) {
        return program.metrics().getOrDefault("holdfast_heap_allocated_bytes_total", 0.0);
    }

    private static Passed pass(Program program, String path, Effort effort) {
        double allocatedBefore = allocated(program);
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
        return new Passed(log.accepted(), rate, peak.doubleValue() / MEBIBYTE, allocatedBefore);
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
