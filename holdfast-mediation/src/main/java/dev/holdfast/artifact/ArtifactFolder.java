// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.resource.RegistryFolder;
import dev.holdfast.settings.Location;
import dev.holdfast.settings.NearestName;
import dev.holdfast.settings.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Finds the artifact files of a folder: directly in it, and in its folders that are named after a kind.
final class ArtifactFolder {

    /// The folders by kind, in the order in which they are read.
    private static final List<String> KINDS = List.of(
            "imports",
            "local-entries",
            "endpoints",
            "sequences",
            "templates",
            "proxy-services",
            "tasks",
            "event-sources",
            "priority-executors",
            "message-stores",
            "message-processors",
            "api",
            "inbound-endpoints");

    private static final List<Path> BELOW_A_HOME = List.of(
            Path.of("repository", "deployment", "server", "synapse-configs", "default"),
            Path.of("synapse-configs", "default"),
            Path.of("default"));

    private final Path given;
    private final Problems problems;

    /// @param given the folder that the user named: that of the artifacts, or a server's home around it
    /// @param problems where to report what cannot be listed
    ArtifactFolder(Path given, Problems problems) {
        this.given = given;
        this.problems = problems;
    }

    /// What is in it, as far as it is to be read.
    Layout layout() {
        return new Layout(
                given, files().stream().map(SourceFile::of).toList(), RegistryFolder.mounts(given.resolve("registry")));
    }

    private List<Path> files() {
        if (!Files.isDirectory(given)) {
            problems.error(Location.of(given.toString()), "there is no such folder; expected one with artifacts");
            return List.of();
        }
        Path root = root();
        List<Path> files = new ArrayList<>(xmlFiles(root));
        for (String kind : KINDS) {
            Path folder = root.resolve(kind);
            if (Files.isDirectory(folder)) {
                files.addAll(xmlFiles(folder));
            }
        }
        warnOfNearNames(root);
        if (files.isEmpty()) {
            problems.error(
                    Location.of(given.toString()),
                    "there is no artifact here; expected *.xml, directly or in folders such as proxy-services");
        }
        return files;
    }

    private Path root() {
        return BELOW_A_HOME.stream()
                .map(given::resolve)
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(given);
    }

    private List<Path> xmlFiles(Path folder) {
        return list(folder).stream()
                .filter(file -> file.getFileName().toString().endsWith(".xml") && Files.isRegularFile(file))
                .toList();
    }

    private void warnOfNearNames(Path root) {
        for (Path folder : list(root)) {
            String name = folder.getFileName().toString();
            if (Files.isDirectory(folder) && !KINDS.contains(name)) {
                NearestName.of(name, KINDS)
                        .ifPresent(near -> problems.warning(
                                Location.of(folder.toString()),
                                "artifacts in a folder of this name are not read; did you mean '" + near + "'?"));
            }
        }
    }

    private List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            problems.error(Location.of(folder.toString()), "the folder cannot be read: " + e.getMessage());
            return List.of();
        }
    }
}
