// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import java.util.ArrayDeque;
import java.util.Deque;

/// What has been started and must be ended, the latest first. Thread-safe; runs once.
final class Teardown {

    private final Deque<Step> steps = new ArrayDeque<>();

    private record Step(String name, Runnable action) {}

    /// Remembers how to end what has just been started.
    synchronized void add(String name, Runnable action) {
        steps.push(new Step(name, action));
    }

    /// Ends everything; whatever one step throws, the others follow.
    synchronized void run() {
        while (!steps.isEmpty()) {
            Step step = steps.pop();
            Barrier.run(step.name, step.action);
        }
    }
}
