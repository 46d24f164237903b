// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import dev.holdfast.bench.Artifacts;
import dev.holdfast.bench.BackEnd;
import dev.holdfast.bench.BackEndClient;
import dev.holdfast.bench.Load;
import dev.holdfast.bench.LoadLog;
import dev.holdfast.bench.LoadPlan;
import dev.holdfast.bench.Poll;
import dev.holdfast.bench.Program;
import dev.holdfast.bench.Verdict;
import dev.holdfast.servers.EngineServer;
import dev.holdfast.servers.RabbitMqServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/// The program with a store on an engine in a process of its own, under load, while now the one and now the other
/// is killed and started again. Whoever posted knows what was accepted, and the back end what arrived.
///
/// @param engine of the store, which runs
/// @param messageStore the artifact of the store, which is named `Waiting`
/// @param library the jars that users put into the folder `lib` for it
/// @param artifacts the folder of `holdfast-bench/artifacts` whose store is replaced: `one-lane` or `many-lanes`
record StoreKillLoop(EngineServer engine, String messageStore, List<Path> library, String artifacts) {

    /// Copies the list.
    StoreKillLoop {
        library = List.copyOf(library);
    }

    private static final int CONNECTIONS = 16;
    private static final double REQUESTS_PER_SECOND = 400;
    private static final Duration RUN_AT_LEAST = Duration.ofMillis(100);
    private static final Duration RUN_AT_MOST = Duration.ofMillis(900);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /// Runs it.
    ///
    /// @param rounds kills of the engine and of the program, in turn
    /// @param folder empty, for artifacts and data
    /// @param random decides the moments
    Verdict run(int rounds, Path folder, RandomGenerator random) throws IOException {
        try (BackEnd backEnd = BackEnd.start(0)) {
            Map<String, String> address = Map.of("127.0.0.1:9000", "127.0.0.1:" + backEnd.port());
            Path from = Path.of("..", "holdfast-bench/artifacts", artifacts);
            Path copy = Artifacts.copy(from, folder.resolve("artifacts"), address);
            Files.writeString(copy.resolve("Waiting.xml"), messageStore);
            for (Path jar : library) {
                Path lib = Files.createDirectories(copy.resolve("lib"));
                Files.copy(jar, lib.resolve(String.valueOf(jar.getFileName())));
            }
            Program.Setup setup = Program.Setup.of(copy, folder.resolve("data")).with("HOLDFAST_LOG_LEVEL", "WARN");
            try (Program program = Program.start(setup)) {
                return run(rounds, program, new BackEndClient(backEnd.port()), random);
            }
        }
    }

    private Verdict run(int rounds, Program program, BackEndClient backEnd, RandomGenerator random) {
        Load load = Load.start(LoadPlan.to(program.ports().http(), "/services/Orders")
                .withConnections(CONNECTIONS)
                .withRate(REQUESTS_PER_SECOND));
        List<Verdict.Kill> moments = new ArrayList<>();
        if (engine instanceof RabbitMqServer) {
            awaitAccepted(load, program);
            moments.add(restartEngine());
        }
        for (int round = 0; round < rounds; round++) {
            awaitAccepted(load, program);
            pause(random);
            moments.add(round % 2 == 0 ? killEngine(random) : killProgram(program));
        }
        awaitAccepted(load, program);
        LoadLog log = load.stop();
        drain(log, backEnd);
        return Verdict.of(log, backEnd.arrivals(), moments);
    }

    /// In peace: a RabbitMQ that is killed within seconds after a queue was made can come back without the queue
    /// (decision 16).
    private Verdict.Kill restartEngine() {
        long begun = System.nanoTime();
        engine.stop();
        engine.restart();
        return new Verdict.Kill(begun, System.nanoTime());
    }

    private Verdict.Kill killEngine(RandomGenerator random) {
        long begun = System.nanoTime();
        engine.kill();
        pause(random);
        engine.restart();
        return new Verdict.Kill(begun, System.nanoTime());
    }

    private static Verdict.Kill killProgram(Program program) {
        Verdict.Kill kill = program.kill();
        program.restart();
        return kill;
    }

    private static void pause(RandomGenerator random) {
        LockSupport.parkNanos(random.nextLong(RUN_AT_LEAST.toNanos(), RUN_AT_MOST.toNanos()));
    }

    private static void awaitAccepted(Load load, Program program) {
        long before = load.accepted();
        if (!Poll.until(() -> load.accepted() > before, PATIENCE)) {
            throw new IllegalStateException("nothing is accepted any more; the program said "
                    + String.join("\n", program.process().lines()));
        }
    }

    /// Waits until as many have arrived as were accepted and no more come.
    private static void drain(LoadLog log, BackEndClient backEnd) {
        int accepted = log.accepted();
        long last = -1;
        long now = backEnd.distinct();
        while (now != last) {
            last = now;
            long seen = now;
            Poll.until(() -> backEnd.distinct() != seen, now < accepted ? PATIENCE : Duration.ofSeconds(2));
            now = backEnd.distinct();
        }
    }
}
