// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.endpoints.ErrorCodes;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;

/// The copies of one request that run beside it, each on a virtual thread of its own. A request is answered when
/// all of them have ended. Thread-safe.
final class Branches {

    private final int limit;
    private final AtomicInteger count = new AtomicInteger();
    private final Phaser running = new Phaser(1);

    /// @param limit how many there may be
    Branches(int limit) {
        this.limit = limit;
    }

    /// Makes sure that so many more may come.
    ///
    /// @throws MediationException when there would be too many
    void reserve(int more) {
        if (count.addAndGet(more) > limit) {
            count.addAndGet(-more);
            throw new MediationException(
                    ErrorCodes.GENERIC,
                    "one request became more than " + limit + " messages; the setting limits.branches allows more");
        }
    }

    /// Runs a branch beside the others, and returns at once the thread that runs it.
    ///
    /// @param branch whose progress says afterwards how it ended, whatever happens
    Thread start(Exchange branch, Mediator steps) {
        running.register();
        return Thread.ofVirtual().name("branch-" + branch.flowId()).start(() -> {
            try {
                branch.progress().begun();
                FlowRunner.runBranch(branch, steps);
                branch.progress().ended();
            } finally {
                running.arriveAndDeregister();
            }
        });
    }

    /// Waits until all branches have ended, and those that they began.
    ///
    /// @throws InterruptedException when this thread is interrupted meanwhile
    void awaitAll() throws InterruptedException {
        running.awaitAdvanceInterruptibly(running.arrive());
    }
}
