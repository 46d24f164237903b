// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/// One round of the crash test: starts the program on empty data, posts at full speed, kills the program at
/// random
/// moments and starts it again, lets it drain, and judges.
///
/// @param artifacts the folder: `one-lane` or `many-lanes` of this module
/// @param ordered whether the artifacts promise strict order
/// @param kills how many
/// @param connections that post
/// @param settings of the program, as environment variables
public record CrashRound(Path artifacts, boolean ordered, int kills, int connections, Map<String, String> settings) {

    private static final Duration RUN_AT_LEAST = Duration.ofMillis(50);
    private static final Duration RUN_AT_MOST = Duration.ofMillis(900);
    private static final Duration ACCEPT_AGAIN_WITHIN = Duration.ofSeconds(30);
    private static final Duration NO_PROGRESS_FOR = Duration.ofSeconds(30);
    private static final String UNACCOUNTED = "holdfast_store_unaccounted{";

    /// Copies the settings.
    public CrashRound {
        settings = Map.copyOf(settings);
    }

    /// How a round went.
    ///
    /// @param verdict on the messages
    /// @param unaccounted the sum over all stores, as the program tells it; empty when it does not
    /// @param ordered whether order was promised
    public record Outcome(Verdict verdict, List<Double> unaccounted, boolean ordered) {

        /// Copies the figures.
        public Outcome {
            unaccounted = List.copyOf(unaccounted);
        }

        /// Whether the promise was kept.
        public boolean holds() {
            return verdict.holds(ordered)
                    && !unaccounted.isEmpty()
                    && unaccounted.stream().allMatch(figure -> figure == 0);
        }

        /// For people.
        public String describe() {
            return verdict.describe() + " unaccounted=" + unaccounted + (holds() ? " HOLDS" : " BROKEN");
        }
    }

    /// Runs it.
    ///
    /// @param data an empty folder for the program
    /// @param random decides the moments of the kills
    public Outcome run(Path data, RandomGenerator random) {
        try (BackEnd backEnd = BackEnd.start(0)) {
            Path copy = Artifacts.copy(
                    artifacts, data.resolve("artifacts"), Map.of("127.0.0.1:9000", "127.0.0.1:" + backEnd.port()));
            Program.Setup setup = Program.Setup.of(copy, data.resolve("data"));
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                setup = setup.with(setting.getKey(), setting.getValue());
            }
            try (Program program = Program.start(setup)) {
                return run(program, new BackEndClient(backEnd.port()), random);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Outcome run(Program program, BackEndClient backEnd, RandomGenerator random) {
        Load load = Load.start(
                LoadPlan.to(program.ports().http(), "/services/Orders").withConnections(connections));
        List<Verdict.Kill> moments = new ArrayList<>();
        for (int kill = 0; kill < kills; kill++) {
            awaitAccepted(load, program);
            LockSupport.parkNanos(random.nextLong(RUN_AT_LEAST.toNanos(), RUN_AT_MOST.toNanos()));
            moments.add(program.kill());
            program.restart();
        }
        awaitAccepted(load, program);
        LoadLog log = load.stop();
        drain(log, backEnd);
        List<Double> unaccounted = program.metrics().entrySet().stream()
                .filter(sample -> sample.getKey().startsWith(UNACCOUNTED))
                .map(Map.Entry::getValue)
                .toList();
        return new Outcome(Verdict.of(log, backEnd.arrivals(), moments), unaccounted, ordered);
    }

    private static void awaitAccepted(Load load, Program program) {
        long before = load.accepted();
        if (!Poll.until(() -> load.accepted() > before, ACCEPT_AGAIN_WITHIN)) {
            throw new IllegalStateException("nothing is accepted any more; the program said "
                    + program.process().lines());
        }
    }

    /// Waits until as many have arrived as were accepted and no more come, or nothing moves for 30 s.
    private static void drain(LoadLog log, BackEndClient backEnd) {
        int accepted = log.accepted();
        long last = -1;
        long now = backEnd.distinct();
        while (now != last) {
            last = now;
            long seen = now;
            Duration patience = now < accepted ? NO_PROGRESS_FOR : Duration.ofSeconds(2);
            Poll.until(() -> backEnd.distinct() != seen, patience);
            now = backEnd.distinct();
        }
    }
}
