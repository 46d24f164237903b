// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import java.time.Instant;
import java.util.Optional;

/// How a replay is getting on. Immutable.
///
/// @param state of it
/// @param order what was asked for
/// @param replayed how many messages have gone on their way
/// @param left how many were meant and stayed where they are
/// @param startedAt its beginning
/// @param endedAt its end, if it has come
/// @param lastProblem why the last message stayed, or why the replay ended early; empty when nothing was wrong
public record ReplayStatus(
        State state,
        ReplayOrder order,
        long replayed,
        long left,
        Instant startedAt,
        Optional<Instant> endedAt,
        String lastProblem) {

    /// What a replay does.
    public enum State {
        /// It goes on.
        RUNNING,
        /// All that was there when it began has been looked at, or its limit was reached.
        FINISHED,
        /// An operator or the end of the node has stopped it.
        STOPPED,
        /// It could not go on, for the reason in the last problem.
        FAILED
    }

    static ReplayStatus begun(ReplayOrder order, Instant now) {
        return new ReplayStatus(State.RUNNING, order, 0, 0, now, Optional.empty(), "");
    }

    /// Whether it goes on.
    public boolean isRunning() {
        return state == State.RUNNING;
    }

    ReplayStatus replayedOne() {
        return new ReplayStatus(state, order, replayed + 1, left, startedAt, endedAt, lastProblem);
    }

    ReplayStatus leftOne(String problem) {
        return new ReplayStatus(state, order, replayed, left + 1, startedAt, endedAt, problem);
    }

    ReplayStatus ended(State end, String problem, Instant now) {
        String last = problem.isEmpty() ? lastProblem : problem;
        return new ReplayStatus(end, order, replayed, left, startedAt, Optional.of(now), last);
    }
}
