// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.cli;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Runs something until a signal ends the process.
final class ProcessEnd {

    private static final long START_SECONDS = 30;

    private ProcessEnd() {}

    /// Starts, and then returns never: at SIGTERM or SIGINT, also during the start, it stops in good order, and
    /// the
    /// process ends with status 0. What the start throws is thrown.
    ///
    /// @param start returns what stops again
    static void serve(Supplier<Runnable> start) throws InterruptedException {
        CompletableFuture<Optional<Runnable>> started = new CompletableFuture<>();
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform()
                        .name("holdfast-stop")
                        .unstarted(() -> started.completeOnTimeout(Optional.empty(), START_SECONDS, TimeUnit.SECONDS)
                                .join()
                                .ifPresent(stop -> {
                                    stop.run();
                                    // The status would be that of the signal otherwise.
                                    Runtime.getRuntime().halt(ExitCode.OK.status());
                                })));
        try {
            started.complete(Optional.of(start.get()));
            new CountDownLatch(1).await();
        } finally {
            started.complete(Optional.empty());
        }
    }
}
