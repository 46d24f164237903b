// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.mediators.Mediators;
import dev.holdfast.settings.Problems;
import java.nio.file.Path;
import java.util.Map;

/// Reads all artifacts of a folder. Nothing of it runs: no engine is called, no port opened. Thread-safe.
public final class ArtifactReader {

    private final ArtifactSurroundings surroundings;
    private final Map<String, MediatorReader> mediators;

    /// One that knows all mediators.
    public ArtifactReader(ArtifactSurroundings surroundings) {
        this(surroundings, Mediators.all());
    }

    ArtifactReader(ArtifactSurroundings surroundings, Map<String, MediatorReader> mediators) {
        this.surroundings = surroundings;
        this.mediators = Map.copyOf(mediators);
    }

    /// Reads the folder. What is wrong in it is among the problems of the set; nothing is thrown.
    ///
    /// @param folder that of the artifacts, or the home of a server around it
    public ArtifactSet read(Path folder) {
        return readFirst(folder).artifacts();
    }

    /// Reads the folder, so that it can be read again.
    public Snapshot readFirst(Path folder) {
        Problems problems = new Problems();
        Layout layout = new ArtifactFolder(folder, problems).layout().loaded();
        Definitions.Outcome outcome = read(layout, problems);
        return new Snapshot(outcome.set(), Rereading.sound(layout, outcome), Snapshot.Kept.nothing());
    }

    /// Reads the folder again. What was sound and has errors now stays as it was, and what is gone stays as long as
    /// something that is sound needs it.
    public Snapshot readAgain(Path folder, Snapshot before) {
        Problems problems = new Problems();
        Layout layout = new ArtifactFolder(folder, problems).layout().loaded();
        return new Rereading(layout, problems, before.sound(), this::read).read();
    }

    /// What the files of the folder looked like, to see whether something has changed: equal while nothing has.
    public static Map<Path, String> stamp(Path folder) {
        return FolderStamp.of(folder);
    }

    private Definitions.Outcome read(Layout layout, Problems problems) {
        Sources sources = new Sources(
                        problems, surroundings.surroundings(), mediators, new KnownNeighbours(layout.folder()))
                .read(layout.files());
        return new Definitions(surroundings, layout, sources).read(problems);
    }
}
