// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Kills the program again and again under full load and checks that it keeps its promise. Started by
/// `./crash-test`.
///
/// | option | |
/// |---|---|
/// | `--kills=20` | how many kills in all |
/// | `--seed=N` | decides the moments; printed, so that a run can be repeated |
/// | `--connections=64` | that post at the same time |
///
/// Rounds of ten kills take turns with one lane (strict order) and with 32. Its exit code is 0 when the promise
/// held.
public final class CrashTest {

    private static final int KILLS_A_ROUND = 10;
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    private CrashTest() {}

    /// Runs it.
    public static void main(String[] arguments) throws IOException {
        try {
            CommandLine options = CommandLine.parse(arguments, List.of("kills", "seed", "connections"));
            System.exit(run(options) ? 0 : FAILED);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(WRONG_USE);
        }
    }

    private static boolean run(CommandLine options) throws IOException {
        long seed = options.number("seed", System.nanoTime());
        int connections = (int) options.number("connections", 64);
        int left = (int) options.number("kills", 20);
        System.out.println("Again with the same moments: ./crash-test --kills=" + left + " --seed=" + seed
                + " --connections=" + connections);
        SplittableRandom random = new SplittableRandom(seed);
        boolean held = true;
        for (int round = 1; left > 0; round++) {
            boolean ordered = round % 2 == 1;
            int kills = Math.min(left, KILLS_A_ROUND);
            Path artifacts =
                    Program.root().resolve("holdfast-bench/artifacts").resolve(ordered ? "one-lane" : "many-lanes");
            Path folder = Files.createTempDirectory("holdfast-crash-");
            CrashRound.Outcome outcome = new CrashRound(
                            artifacts, ordered, kills, connections, Map.of("HOLDFAST_LOG_LEVEL", "WARN"))
                    .run(folder, random.split());
            System.out.println("round " + round + ", " + kills + " kills, "
                    + (ordered ? "strict order: " : "32 lanes: ") + outcome.describe());
            held &= outcome.holds();
            if (outcome.holds()) {
                Folders.delete(folder);
            } else {
                System.out.println("its data stays in " + folder);
            }
            left -= kills;
        }
        return held;
    }
}
