// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.time.Duration;
import java.util.Map;

/// A store on ActiveMQ, which runs in a process of its own.
final class JmsFigure {

    private static final int BACKLOG = 50_000;
    private static final int RATE_MEANWHILE = 500;
    private static final Duration DRAIN_WITHIN = Duration.ofMinutes(5);
    private static final String WAITING = "holdfast_failover_waiting{";

    private JmsFigure() {}

    /// The store beside a plain client, one after the other on the same broker.
    static Map<Row, Double> throughput(Environment environment, Effort effort) {
        int port = Program.Ports.free().http();
        try (ChildProgram broker = environment.broker(port)) {
            double plain =
                    new PlainJmsClient("tcp://127.0.0.1:" + port, "Plain." + broker.pid()).sendsPerSecond(effort);
            double accepts;
            try (Program program = Program.start(environment.setup("jms-accept", port))) {
                accepts = ThroughputFigure.accepts(program, effort);
            }
            try (Program program = Program.start(environment.setup("jms", port))) {
                double both = ThroughputFigure.deliveries(program, environment.backEnd(), effort);
                return Map.of(Row.JMS_PLAIN, plain, Row.JMS_ACCEPTS, accepts, Row.JMS_BOTH, both);
            }
        }
    }

    /// How fast a backlog goes home to a broker that is back, while new messages come in.
    static Map<Row, Double> drain(Environment environment, Effort effort) {
        int port = Program.Ports.free().http();
        Program.Setup setup = environment.setup("failover", port);
        try (Program program = Program.start(setup)) {
            LoadPlan plan = LoadPlan.to(setup.ports().http(), ThroughputFigure.PATH);
            LoadLog backlog = Load.run(plan.atMost(BACKLOG));
            if (backlog.accepted() != BACKLOG) {
                throw new IllegalStateException("answers were " + backlog.statuses());
            }
            Load meanwhile = Load.start(plan.withRate(RATE_MEANWHILE).from(backlog.count()));
            try (ChildProgram _ = environment.broker(port)) {
                long begun = System.nanoTime();
                if (!Poll.until(() -> waiting(program) == 0, DRAIN_WITHIN, Duration.ofMillis(100))) {
                    throw new IllegalStateException(waiting(program) + " still wait in the failover store");
                }
                double seconds = (System.nanoTime() - begun) / 1e9;
                LoadLog log = meanwhile.stop();
                ThroughputFigure.awaitAll(environment.backEnd(), BACKLOG + log.accepted());
                return Map.of(Row.DRAIN, BACKLOG / seconds);
            }
        }
    }

    private static double waiting(Program program) {
        return program.metrics().entrySet().stream()
                .filter(sample -> sample.getKey().startsWith(WAITING))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
