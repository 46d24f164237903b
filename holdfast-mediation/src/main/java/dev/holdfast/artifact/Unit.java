// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.resource.Resource;
import java.util.Set;

/// What comes and goes as one: a file, or an archive.
///
/// @param content what was in it when it was read
/// @param defines the kinds and names of its artifacts
record Unit(Content content, Set<String> defines) {

    private static final String INSIDE = "!/";

    /// What is in it.
    sealed interface Content {

        /// A file.
        record OfFile(SourceFile file) implements Content {}

        /// An archive.
        record OfArchive(Bundle bundle) implements Content {}

        /// A resource of the registry that is a sequence or an endpoint.
        record OfResource(String key, Resource resource) implements Content {}
    }

    /// Copies the set.
    Unit {
        defines = Set.copyOf(defines);
    }

    /// The file of the unit to which a place belongs.
    static String fileOf(String place) {
        int inside = place.indexOf(INSIDE);
        return inside < 0 ? place : place.substring(0, inside);
    }
}
