// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.resource.Mount;
import dev.holdfast.settings.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What files look like from outside: sizes and times.
final class FolderStamp {

    private static final int DEEPEST = 16;
    private static final int MOST_RESOURCES = 10_000;

    private FolderStamp() {}

    /// The stamp of everything that artifacts in the folder are read from.
    static Map<Path, String> of(Path folder) {
        ArtifactFolder found = new ArtifactFolder(folder, new Problems());
        Map<Path, String> stamps = new TreeMap<>();
        found.files().forEach(file -> stamps.put(file, stamp(file)));
        for (Mount mount : found.mounts()) {
            below(mount.path()).forEach(file -> stamps.put(file, stamp(file)));
        }
        return stamps;
    }

    private static List<Path> below(Path path) {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(path, DEEPEST)) {
            return files.filter(Files::isRegularFile).limit(MOST_RESOURCES).toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.size() + " " + attributes.lastModifiedTime() + " " + attributes.fileKey();
        } catch (IOException e) {
            return "gone";
        }
    }
}
