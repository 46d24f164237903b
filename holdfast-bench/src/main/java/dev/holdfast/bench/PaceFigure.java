// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// A steady 500 messages a second: how long each takes, and what it costs.
final class PaceFigure {

    private static final int RATE = 500;
    private static final double NANOS_PER_MILLI = 1e6;

    private PaceFigure() {}

    static Map<Row, Double> measure(Environment environment, Effort effort) {
        try (Program program = Program.start(environment.setup("many-lanes"))) {
            LoadPlan plan = LoadPlan.to(program.ports().http(), ThroughputFigure.PATH);
            LoadLog warm = Load.run(plan.during(effort.warmUp()));
            ThroughputFigure.awaitAll(environment.backEnd(), warm.accepted());
            environment.backEnd().reset();
            LoadPlan paced = plan.withRate(RATE).from(warm.count());
            long pid = program.process().pid();
            Duration before = ProcessFigures.of(pid).processorTime();
            LoadLog log = Load.run(paced.during(effort.measured()));
            Duration used = ProcessFigures.of(pid).processorTime().minus(before);
            ThroughputFigure.awaitAll(environment.backEnd(), log.accepted());
            Histogram accepts = log.acceptTimes(0);
            Histogram deliveries = log.deliveryTimes(environment.backEnd().arrivals(), 0);
            return Map.of(
                    Row.ACCEPT_P50, accepts.getValueAtPercentile(50) / NANOS_PER_MILLI,
                    Row.ACCEPT_P99, accepts.getValueAtPercentile(99) / NANOS_PER_MILLI,
                    Row.DELIVERY_P99, deliveries.getValueAtPercentile(99) / NANOS_PER_MILLI,
                    Row.PROCESSOR, 100.0 * used.toNanos() / effort.measured().toNanos());
        }
    }
}
