// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import java.util.concurrent.atomic.LongAdder;

/// Counts what the replays of a store do. Thread-safe.
final class ReplayCounts {

    private final LongAdder replayed = new LongAdder();
    private final LongAdder left = new LongAdder();
    private final LongAdder failed = new LongAdder();

    void message(ReplayResult result) {
        switch (result) {
            case ReplayResult.Replayed _ -> replayed.increment();
            case ReplayResult.Left _ -> left.increment();
            case ReplayResult.Settled() -> {}
        }
    }

    void ended(ReplayStatus.State end) {
        if (end == ReplayStatus.State.FAILED) {
            failed.increment();
        }
    }

    ReplayTotals totals() {
        return new ReplayTotals(replayed.sum(), left.sum(), failed.sum());
    }
}
