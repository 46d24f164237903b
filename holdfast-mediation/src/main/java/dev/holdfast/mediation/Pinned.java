// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import java.util.List;

/// A definition that may be meant for some servers only.
public interface Pinned {

    /// The names of those servers; empty for all.
    List<String> pinnedServers();

    /// Whether it is meant for the server of that name.
    default boolean isFor(String serverName) {
        return pinnedServers().isEmpty() || pinnedServers().contains(serverName);
    }
}
