// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.cli;

import java.util.concurrent.CountDownLatch;

/// Waits for the signal that ends the process.
final class ProcessEnd {

    private ProcessEnd() {}

    /// Returns never: at SIGTERM or SIGINT it stops in good order, and the process ends with status 0.
    static void await(Runnable stop) throws InterruptedException {
        Thread hook = Thread.ofPlatform().name("holdfast-stop").unstarted(() -> {
            stop.run();
            // The status would be that of the signal otherwise.
            Runtime.getRuntime().halt(ExitCode.OK.status());
        });
        Runtime.getRuntime().addShutdownHook(hook);
        new CountDownLatch(1).await();
    }
}
