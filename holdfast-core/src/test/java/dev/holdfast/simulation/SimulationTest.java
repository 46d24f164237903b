// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.simulation;

import dev.holdfast.processor.Ordering;
import dev.holdfast.processor.RetryPolicy;
import dev.holdfast.processor.StatusCodes;
import java.util.stream.LongStream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runtimes with a failover store, through outages, broken connections, a failing back end and crashes. The
/// seed decides everything; `-Dholdfast.seed=N` runs one again, `-Dholdfast.seeds=N` runs that many.
@Execution(ExecutionMode.CONCURRENT)
class SimulationTest {

    static LongStream seeds() {
        String seed = System.getProperty("holdfast.seed");
        return seed == null
                ? LongStream.rangeClosed(1, Long.getLong("holdfast.seeds", 200))
                : LongStream.of(Long.parseLong(seed));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_runtime_that_deactivates_keeps_the_promises_and_the_order(long seed) {
        run(
                seed,
                new SimulatedNode.Setup(
                        new Ordering.Strict(),
                        new RetryPolicy.WhenExhausted.Deactivate(),
                        new RetryPolicy.WhenDown.Attempt()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_runtime_with_a_dead_letter_store_keeps_the_promises(long seed) {
        run(
                seed,
                new SimulatedNode.Setup(
                        new Ordering.Unordered(4),
                        new RetryPolicy.WhenExhausted.DeadLetter(SimulatedNode.DEAD),
                        new RetryPolicy.WhenDown.Attempt()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_runtime_that_holds_gives_up_nothing_because_of_an_outage(long seed) {
        run(seed, holding(new Ordering.Unordered(4), true));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_runtime_that_holds_keeps_the_order_through_outages(long seed) {
        run(seed, holding(new Ordering.Strict(), false));
    }

    private static SimulatedNode.Setup holding(Ordering ordering, boolean othersPass) {
        return new SimulatedNode.Setup(
                ordering,
                new RetryPolicy.WhenExhausted.DeadLetter(SimulatedNode.DEAD),
                new RetryPolicy.WhenDown.Hold(StatusCodes.parse("408, 429, 502-504"), othersPass));
    }

    private static void run(long seed, SimulatedNode.Setup setup) {
        SimulatedWorld world = new SimulatedWorld(seed, setup);
        try {
            world.run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + " (-Dholdfast.seed=" + seed + "): " + e.getMessage(), e);
        }
    }
}
