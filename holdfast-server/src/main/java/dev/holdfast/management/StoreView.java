// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import dev.holdfast.store.MessageStore;
import java.util.Map;

/// A store as operators see it.
///
/// @param type of technology, such as `jms-message-store`
/// @param origin where it comes from
/// @param properties its parameters, secrets masked
/// @param store itself
public record StoreView(String type, Origin origin, Map<String, String> properties, MessageStore store) {

    /// Where an artifact comes from.
    ///
    /// @param file as it was named when it was read; empty when no artifact says so
    /// @param configuration the artifact as it was written; empty when there is none
    /// @param kind how it is there
    public record Origin(String file, String configuration, Kind kind) {}

    /// How something is there.
    public enum Kind {
        /// An artifact says so.
        DEPLOYED,
        /// It belongs to the program.
        BUILT_IN,
        /// It holds messages, but no artifact names it any more.
        ORPHANED
    }

    /// The name by which artifacts refer to it.
    public String name() {
        return store.name();
    }
}
