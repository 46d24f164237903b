// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.routing;

import dev.holdfast.store.MessageStore;
import java.util.Optional;

/// A store, and what stands in for it.
///
/// @param store open
/// @param failover what its artifact says about that, if anything
public record Route(MessageStore store, Optional<Failover> failover) {

    /// What stands in for a store.
    ///
    /// @param store the name of another store
    /// @param preserveOrder whether new messages queue behind those that wait there
    public record Failover(String store, boolean preserveOrder) {}
}
