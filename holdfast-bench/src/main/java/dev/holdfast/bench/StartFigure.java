// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.time.Duration;
import java.util.Map;

/// How soon after its start the program is of use.
final class StartFigure {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int MILLION = 1_000_000;
    private static final double MEBIBYTE = 1024.0 * 1024.0;

    private StartFigure() {}

    /// From the command to the first 202, on empty data; the first start ever, which may prepare later ones,
    /// does not
    /// count.
    static Map<Row, Double> firstAccept(Environment environment, Effort effort) {
        try (Program prepared = Program.start(environment.setup("many-lanes"))) {
            prepared.process().stop();
        }
        Program.Setup setup = environment.setup("many-lanes");
        Load load = Load.start(LoadPlan.to(setup.ports().http(), ThroughputFigure.PATH)
                .withConnections(1)
                .during(PATIENCE)
                .withRate(1)
                .atMost(1));
        long begun = System.nanoTime();
        try (Program program = Program.launch(setup)) {
            LoadLog log = load.await();
            if (log.accepted() != 1) {
                throw new IllegalStateException(
                        "no 202 within a minute: " + program.process().lines());
            }
            return Map.of(Row.START, (log.answeredAt(log.firstId()) - begun) / 1e9);
        }
    }

    /// A million messages wait: from the command to the first delivery.
    static Map<Row, Double> backlog(Environment environment, Effort effort) {
        Program.Setup filling = environment.setup("accept");
        try (Program program = Program.start(filling)) {
            LoadLog log = Load.run(
                    LoadPlan.to(filling.ports().http(), ThroughputFigure.PATH).atMost(MILLION));
            if (log.accepted() != MILLION) {
                throw new IllegalStateException("answers were " + log.statuses());
            }
            program.kill();
        }
        BackEndClient backEnd = environment.backEnd();
        backEnd.reset();
        Program.Setup draining = environment.setup("many-lanes").on(filling.data());
        long begun = System.nanoTime();
        try (Program program = Program.launch(draining)) {
            ThroughputFigure.awaitAll(backEnd, MILLION);
            double first = (backEnd.arrivals().moment(0) - begun) / 1e9;
            double peak = ProcessFigures.of(program.process().pid()).peakBytes() / MEBIBYTE;
            return Map.of(Row.BACKLOG_START, first, Row.BACKLOG_MEMORY, peak);
        }
    }
}
