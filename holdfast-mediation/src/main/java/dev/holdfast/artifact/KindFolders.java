// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.settings.Location;
import dev.holdfast.settings.NearestName;
import dev.holdfast.settings.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Lists files in folders that are named after kinds of artifacts.
///
/// @param root that the folders are in
/// @param kinds their names, in the order of reading
/// @param problems where to report what cannot be listed
record KindFolders(Path root, List<String> kinds, Problems problems) {

    /// The files of artifacts, directly in the root and in the folders, not deeper.
    List<Path> files() {
        List<Path> files = new ArrayList<>(files(root, ".xml"));
        for (String kind : kinds) {
            Path folder = root.resolve(kind);
            if (Files.isDirectory(folder)) {
                files.addAll(files(folder, ".xml"));
            }
        }
        return files;
    }

    /// The files in a folder whose names end so, by name.
    List<Path> files(Path folder, String ending) {
        return list(folder).stream()
                .filter(file -> file.getFileName().toString().endsWith(ending) && Files.isRegularFile(file))
                .toList();
    }

    /// Warns of folders whose names are almost those of kinds.
    void warnOfNearNames() {
        for (Path folder : list(root)) {
            String name = folder.getFileName().toString();
            if (Files.isDirectory(folder) && !kinds.contains(name)) {
                NearestName.of(name, kinds)
                        .ifPresent(near -> problems.warning(
                                Location.of(folder.toString()),
                                "artifacts in a folder of this name are not read; did you mean '" + near + "'?"));
            }
        }
    }

    private List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            problems.error(Location.of(folder.toString()), "the folder cannot be read: " + e.getMessage());
            return List.of();
        }
    }
}
