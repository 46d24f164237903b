// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What mediators cost: the same load through a store alone, through a store behind others, and through a store behind
/// a look into the body. All in one program and by turns, so that whatever else happens on the machine happens to all.
final class MediationFigure {

    private static final Duration SLICE = Duration.ofSeconds(3);
    private static final Duration CONNECTING = Duration.ofMillis(500);
    private static final int FEWEST_ROUNDS = 3;
    private static final String STORE_ALONE = "/services/Plain";
    private static final String PROPERTY_AND_HEADER = "/services/Mediated";
    private static final String CONTENT_BASED_ROUTE = "/services/Routed";
    private static final List<String> PATHS = List.of(STORE_ALONE, PROPERTY_AND_HEADER, CONTENT_BASED_ROUTE);

    private MediationFigure() {}

    static Map<Row, Double> measure(Environment environment, Effort effort) {
        try (Program program = Program.start(environment.setup("mediation"))) {
            for (String path : PATHS) {
                Load.run(plan(program, path).during(effort.warmUp().dividedBy(PATHS.size())));
            }
            Map<String, List<Double>> rates = new LinkedHashMap<>();
            long rounds = Math.max(FEWEST_ROUNDS, effort.measured().dividedBy(SLICE));
            for (int round = 0; round < rounds; round++) {
                for (int turn = 0; turn < PATHS.size(); turn++) {
                    // Each comes first, in the middle and last as often as the others.
                    String path = PATHS.get((round + turn) % PATHS.size());
                    rates.computeIfAbsent(path, _ -> new ArrayList<>()).add(rate(program, path));
                }
            }
            double alone = median(rates, STORE_ALONE);
            return Map.of(
                    Row.STORE_ALONE, alone,
                    Row.PROPERTY_AND_HEADER, 100 * median(rates, PROPERTY_AND_HEADER) / alone,
                    Row.CONTENT_BASED_ROUTE, 100 * median(rates, CONTENT_BASED_ROUTE) / alone);
        }
    }

    private static double rate(Program program, String path) {
        long counts = System.nanoTime() + CONNECTING.toNanos();
        double rate =
                Load.run(plan(program, path).during(SLICE.plus(CONNECTING))).acceptedPerSecond(counts);
        if (rate == 0) {
            throw new IllegalStateException(path + " accepted nothing");
        }
        return rate;
    }

    private static LoadPlan plan(Program program, String path) {
        return LoadPlan.to(program.ports().http(), path);
    }

    private static double median(Map<String, List<Double>> rates, String path) {
        List<Double> sorted =
                rates.getOrDefault(path, List.of()).stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
