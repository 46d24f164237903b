// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

/// One step of a sequence, read from an artifact. Thread-safe: what belongs to one flow is in the exchange.
public interface Mediator {

    /// Does its work on the current message.
    ///
    /// @throws MediationException when it cannot; the nearest handler of faults takes over, and nothing after
    ///     this step runs
    Flow mediate(Exchange exchange);
}
