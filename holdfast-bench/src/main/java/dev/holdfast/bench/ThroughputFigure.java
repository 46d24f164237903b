// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Full load from 64 connections.
final class ThroughputFigure {

    static final String PATH = "/services/Orders";

    private static final Duration DRAIN_WITHIN = Duration.ofMinutes(5);
    private static final double MEBIBYTE = 1024.0 * 1024.0;

    private ThroughputFigure() {}

    /// Accepts only; nothing is delivered.
    static Map<Row, Double> accepts(Environment environment, Effort effort) {
        try (Program program = Program.start(environment.setup("accept"))) {
            return Map.of(Row.ACCEPTS, accepts(program, effort));
        }
    }

    /// Accepts and delivers with many lanes.
    static Map<Row, Double> both(Environment environment, Effort effort) {
        try (Program program = Program.start(environment.setup("many-lanes"))) {
            double rate = deliveries(program, environment.backEnd(), effort);
            double peak = ProcessFigures.of(program.process().pid()).peakBytes() / MEBIBYTE;
            return Map.of(Row.BOTH, rate, Row.MEMORY, peak);
        }
    }

    /// Accepts and delivers in strict order.
    static Map<Row, Double> strict(Environment environment, Effort effort) {
        try (Program program = Program.start(environment.setup("one-lane"))) {
            return Map.of(Row.STRICT, deliveries(program, environment.backEnd(), effort));
        }
    }

    static double accepts(Program program, Effort effort) {
        LoadPlan plan = LoadPlan.to(program.ports().http(), PATH);
        long warm = System.nanoTime() + effort.warmUp().toNanos();
        LoadLog log = Load.run(plan.during(effort.warmUp().plus(effort.measured())));
        return log.acceptedPerSecond(warm);
    }

    /// Messages over the time from the first request to the last arrival, after a warm-up that has drained.
    ///
    /// @throws IllegalStateException when one of them was lost
    static double deliveries(Program program, BackEndClient backEnd, Effort effort) {
        LoadPlan plan = LoadPlan.to(program.ports().http(), PATH);
        backEnd.reset();
        LoadLog warm = Load.run(plan.during(effort.warmUp()));
        awaitAll(backEnd, warm.accepted());
        backEnd.reset();
        LoadLog log = Load.run(plan.during(effort.measured()).from(warm.count()));
        awaitAll(backEnd, log.accepted());
        Arrivals arrivals = backEnd.arrivals();
        Verdict verdict = Verdict.of(log, arrivals, List.of());
        if (!verdict.holds(false)) {
            throw new IllegalStateException("the promise is broken: " + verdict.describe());
        }
        long span = arrivals.moment(arrivals.count() - 1) - log.sentAt(log.firstId());
        return arrivals.count() * 1e9 / span;
    }

    static void awaitAll(BackEndClient backEnd, long accepted) {
        if (!Poll.until(() -> backEnd.distinct() >= accepted, DRAIN_WITHIN, Duration.ofMillis(200))) {
            throw new IllegalStateException("of " + accepted + " accepted only " + backEnd.distinct() + " arrived");
        }
    }
}
