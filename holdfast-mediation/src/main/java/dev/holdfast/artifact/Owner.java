// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

/// What an artifact belongs to.
sealed interface Owner {

    /// Its own file.
    record OfFile() implements Owner {}

    /// An application, of which all artifacts are deployed or none.
    ///
    /// @param application its name and version
    record OfApplication(String application) implements Owner {}

    /// Whatever has the key by which it is referred to: a local entry, or a resource of the registry.
    record OfKey() implements Owner {}
}
