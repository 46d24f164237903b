// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.expression.Surroundings;
import dev.holdfast.store.MessageStoreProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What artifacts are read in.
///
/// @param stores the technologies that there are
/// @param surroundings for placeholders
/// @param serverName what `pinnedServers` of a proxy may name
/// @param reach what there is besides the artifacts
public record ArtifactSurroundings(
        List<MessageStoreProvider> stores, Surroundings surroundings, String serverName, Reach reach) {

    /// What there is besides the artifacts.
    ///
    /// @param registry the folder into which flows write what they put into the registry
    /// @param downloads loads local entries that have a URL; none: they are only looked at
    public record Reach(Optional<Path> registry, Optional<Downloads> downloads) {

        /// Nothing.
        public static Reach none() {
            return new Reach(Optional.empty(), Optional.empty());
        }
    }

    /// Copies the list.
    public ArtifactSurroundings {
        stores = List.copyOf(stores);
    }
}
