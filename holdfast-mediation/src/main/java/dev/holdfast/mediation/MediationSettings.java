// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.endpoints.EndpointSettings;
import java.time.Duration;

/// What can be set for all flows.
///
/// @param endpoints for all endpoints
/// @param outOnlyFaultsOnErrorStatus whether an error status is a fault where no reply is waited for; else it
///     counts as sent
/// @param retryAfter what a client is told whose message could not be stored
/// @param branchLimit how many copies of itself one request may become
public record MediationSettings(
        EndpointSettings endpoints, boolean outOnlyFaultsOnErrorStatus, Duration retryAfter, int branchLimit) {

    /// @throws IllegalArgumentException when a time or a limit is not positive
    public MediationSettings {
        if (!retryAfter.isPositive() || branchLimit < 1) {
            throw new IllegalArgumentException("times and limits are positive: " + retryAfter + ", " + branchLimit);
        }
    }

    /// Those of endpoints, faults, 5 s, 10,000 copies.
    public static MediationSettings defaults() {
        return new MediationSettings(EndpointSettings.defaults(), true, Duration.ofSeconds(5), 10_000);
    }
}
