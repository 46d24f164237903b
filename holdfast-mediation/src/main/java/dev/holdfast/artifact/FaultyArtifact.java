// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import java.util.List;

/// An artifact that is left out, for operators.
///
/// @param kind what logs call its kind
/// @param name of the artifact
/// @param file where it is
/// @param reasons what is wrong with it, with places
public record FaultyArtifact(String kind, String name, String file, List<String> reasons) {

    /// Copies the list.
    public FaultyArtifact {
        reasons = List.copyOf(reasons);
    }
}
