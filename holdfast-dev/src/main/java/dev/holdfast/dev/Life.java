// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.dev;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// How a stand-in starts and ends: one line on standard error and exit code 1 when it cannot start; a clean
/// stop
/// at SIGTERM, and at the end of its parent process when it was told of one.
final class Life {

    private Life() {}

    /// What a program does.
    interface Program {

        /// Starts it.
        ///
        /// @return what stops it
        /// @throws UsageException when it cannot start
        Runnable start(String[] arguments);
    }

    /// Runs the program until it is told to end.
    static void run(String[] arguments, Program program) throws InterruptedException {
        try {
            Runnable stop = program.start(arguments);
            Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop"));
        } catch (UsageException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }

    /// Ends this process, with exit code 1, when what it runs has stopped by itself.
    ///
    /// @param stopped returns then
    static void endAfter(Runnable stopped) {
        Thread.ofVirtual().name("stopped").start(() -> {
            stopped.run();
            System.exit(1);
        });
    }

    /// Ends this process when the parent ends, or has ended.
    ///
    /// @param parent a process id
    static void endWith(Optional<Long> parent) {
        if (parent.isEmpty()) {
            return;
        }
        ProcessHandle process = ProcessHandle.of(parent.get())
                .orElseThrow(() -> new UsageException("--parent is " + parent.get() + "; there is no such process"));
        Thread.ofVirtual().name("parent").start(() -> {
            process.onExit().join();
            System.exit(0);
        });
    }
}
