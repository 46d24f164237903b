// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import java.util.concurrent.CountDownLatch;

/// Lets a program run until it is told to end, and end in good order.
final class Shutdown {

    private Shutdown() {}

    /// Waits for SIGTERM or Ctrl-C; the process then ends when the main thread does.
    static void await() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            asked.countDown();
            join(main);
        }));
        asked.await();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
