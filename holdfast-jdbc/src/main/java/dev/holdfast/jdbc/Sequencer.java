// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Which sequence number is next. A number that was passed over, that comes twice or that is given back is due at
/// once; one that lies ahead is due when those before it have been handed out, or have not come for too long.
/// Used under the lock of its store.
final class Sequencer {

    private final Optional<Duration> gapTimeout;
    private long turn;
    private long next = 1;
    private Instant lastHandOut = Instant.MIN;

    /// @param gapTimeout how long to wait for a number that is missing; empty: for ever
    Sequencer(Optional<Duration> gapTimeout) {
        this.gapTimeout = gapTimeout;
    }

    /// Whether it goes on from where this ownership of the table has come.
    boolean isOf(long ownership) {
        return turn == ownership;
    }

    /// Begins behind the last number that was acknowledged.
    void begin(long ownership, long lastAcknowledged, Instant now) {
        turn = ownership;
        next = lastAcknowledged + 1;
        lastHandOut = now;
    }

    /// Whether a message with that number, the lowest that is there, may be handed out.
    boolean isDue(long number, Instant now) {
        return number <= next
                || gapTimeout
                        .filter(limit -> now.isAfter(lastHandOut.plus(limit)))
                        .isPresent();
    }

    /// It was handed out.
    void handedOut(long number, Instant now) {
        next = Math.max(next, number + 1);
        lastHandOut = now;
    }
}
