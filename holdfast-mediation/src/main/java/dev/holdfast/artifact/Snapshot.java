// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import java.util.List;
import java.util.Map;

/// A folder as it was read, with what is needed to read it again. Immutable.
public final class Snapshot {

    private final ArtifactSet artifacts;
    private final Map<String, Unit> sound;
    private final Kept kept;

    /// Files of which not the present content counts, but that of an earlier reading.
    ///
    /// @param faulty their present content has errors
    /// @param needed they are gone, but others need what was in them
    public record Kept(List<String> faulty, List<String> needed) {

        /// Copies the lists.
        public Kept {
            faulty = List.copyOf(faulty);
            needed = List.copyOf(needed);
        }

        static Kept nothing() {
            return new Kept(List.of(), List.of());
        }
    }

    /// @param sound the units without errors, by file
    Snapshot(ArtifactSet artifacts, Map<String, Unit> sound, Kept kept) {
        this.artifacts = artifacts;
        this.sound = Map.copyOf(sound);
        this.kept = kept;
    }

    /// What is deployed. Its problems are those of the present content of the files.
    public ArtifactSet artifacts() {
        return artifacts;
    }

    /// The files of which an earlier content counts.
    public Kept kept() {
        return kept;
    }

    Map<String, Unit> sound() {
        return sound;
    }
}
