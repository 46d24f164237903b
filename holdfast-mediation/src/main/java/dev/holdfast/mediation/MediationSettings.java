// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import java.time.Duration;

/// What can be set for all flows.
///
/// @param ids the header fields that carry ids
/// @param globalTimeout how long an endpoint may take that sets no time of its own
/// @param outOnlyFaultsOnErrorStatus whether an error status is a fault where no reply is waited for; else it
///     counts as sent
/// @param retryAfter what a client is told whose message could not be stored
public record MediationSettings(
        IdHeaders ids, Duration globalTimeout, boolean outOnlyFaultsOnErrorStatus, Duration retryAfter) {

    /// The header fields that carry ids.
    ///
    /// @param flow in replies: the flow id
    /// @param append in requests to back ends: the append id, by which repeats can be told
    /// @param attempt in requests to back ends: which attempt it is, from 1
    public record IdHeaders(String flow, String append, String attempt) {

        /// Those of our own name.
        public static IdHeaders defaults() {
            return new IdHeaders("Holdfast-Message-Id", "Holdfast-Append-Id", "Holdfast-Attempt");
        }
    }

    /// @throws IllegalArgumentException when a time is not positive
    public MediationSettings {
        if (!globalTimeout.isPositive() || !retryAfter.isPositive()) {
            throw new IllegalArgumentException("times are positive: " + globalTimeout + ", " + retryAfter);
        }
    }

    /// 120 s, faults, 5 s.
    public static MediationSettings defaults() {
        return new MediationSettings(IdHeaders.defaults(), Duration.ofSeconds(120), true, Duration.ofSeconds(5));
    }
}
