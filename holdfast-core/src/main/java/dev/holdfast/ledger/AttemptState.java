// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.ledger;

import dev.holdfast.message.AppendId;
import java.time.Instant;

/// How often a message has been tried, and when it may be tried again. It outlives the process.
///
/// @param id the message
/// @param activation which activation of its processor the round belongs to
/// @param round attempts in that activation; what the limit counts
/// @param total attempts ever
/// @param nextAttemptAt not before this time
public record AttemptState(AppendId id, long activation, int round, int total, Instant nextAttemptAt) {

    /// A message that was never tried.
    public static AttemptState none(AppendId id) {
        return new AttemptState(id, 0, 0, 0, Instant.EPOCH);
    }

    /// The state as a processor sees it in that activation: in a later one, a new round begins at once; the
    /// total stays.
    public AttemptState in(long currentActivation) {
        return activation == currentActivation
                ? this
                : new AttemptState(id, currentActivation, 0, total, Instant.EPOCH);
    }

    /// The state after an attempt that failed and does not count.
    public AttemptState tried(Instant next) {
        return new AttemptState(id, activation, round, total + 1, next);
    }

    /// The state after one more failed attempt.
    public AttemptState failed(Instant next) {
        return new AttemptState(id, activation, round + 1, total + 1, next);
    }
}
