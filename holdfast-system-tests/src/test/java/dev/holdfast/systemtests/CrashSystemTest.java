// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bench.CrashRound;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Twenty kills under full load. `./crash-test --kills=500` does more of them.
@Execution(ExecutionMode.CONCURRENT)
class CrashSystemTest {

    private static final int KILLS = 10;
    private static final int CONNECTIONS = 16;
    private static final String SEED = "holdfast.crash.seed";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"one-lane, true", "many-lanes, false"})
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void what_was_accepted_arrives_whenever_the_program_is_killed(String artifacts, boolean ordered) {
        long seed = Long.getLong(SEED, System.nanoTime());
        System.out.println(artifacts + ": again with the same moments: -D" + SEED + "=" + seed);
        CrashRound round = new CrashRound(
                Path.of("..", "holdfast-bench/artifacts", artifacts),
                ordered,
                KILLS,
                CONNECTIONS,
                Map.of("HOLDFAST_LOG_LEVEL", "WARN"));

        CrashRound.Outcome outcome = round.run(folder, new SplittableRandom(seed));

        System.out.println(outcome.describe());
        assertThat(outcome.verdict().accepted()).isPositive();
        assertThat(outcome.holds()).as("seed %d: %s", seed, outcome.describe()).isTrue();
    }
}
