// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.expression.Surroundings;
import dev.holdfast.store.MessageStoreProvider;
import java.util.List;

/// What artifacts are read in.
///
/// @param stores the technologies that there are
/// @param surroundings for placeholders
/// @param serverName what `pinnedServers` of a proxy may name
public record ArtifactSurroundings(List<MessageStoreProvider> stores, Surroundings surroundings, String serverName) {

    /// Copies the list.
    public ArtifactSurroundings {
        stores = List.copyOf(stores);
    }
}
