// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.resource.Mount;
import dev.holdfast.resource.RegistryFolder;
import dev.holdfast.settings.Location;
import dev.holdfast.settings.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds out how a folder is laid out: a server's home, folders by kind, single files, a project, archives.
final class ArtifactFolder {

    /// What the names of archives end with.
    static final String ARCHIVE = ".car";

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
    private static final List<Path> ARCHIVES =
            List.of(Path.of("repository", "deployment", "server", "carbonapps"), Path.of("carbonapps"), Path.of(""));

    private final Path given;
    private final Problems problems;

    /// @param given what the user named: the folder of the artifacts, a server's home around it, a project, or an
    ///     archive
    /// @param problems where to report what cannot be read
    ArtifactFolder(Path given, Problems problems) {
        this.given = given;
        this.problems = problems;
    }

    /// What is in it, as far as it is to be read.
    Layout layout() {
        if (isArchive(given)) {
            Path folder =
                    Optional.ofNullable(given.toAbsolutePath().getParent()).orElse(given);
            return new Layout(folder, List.of(), List.of(), bundles(List.of(given)));
        }
        if (!Files.isDirectory(given)) {
            problems.error(Location.of(given.toString()), "there is no such folder; expected one with artifacts");
            return new Layout(given, List.of(), List.of(), List.of());
        }
        return ProjectFolder.isOne(given) ? project() : folders();
    }

    static boolean isArchive(Path file) {
        return file.getFileName() != null
                && file.getFileName().toString().endsWith(ARCHIVE)
                && Files.isRegularFile(file);
    }

    /// The files that are read, without a look into them.
    List<Path> files() {
        if (isArchive(given)) {
            return List.of(given);
        }
        if (!Files.isDirectory(given)) {
            return List.of();
        }
        if (ProjectFolder.isOne(given)) {
            return new ProjectFolder(given, problems).files();
        }
        KindFolders kinds = new KindFolders(root(), KINDS, problems);
        List<Path> files = new ArrayList<>(kinds.files());
        files.addAll(archives(kinds));
        return files;
    }

    /// Where its registry lies.
    List<Mount> mounts() {
        if (!Files.isDirectory(given)) {
            return List.of();
        }
        return ProjectFolder.isOne(given)
                ? new ProjectFolder(given, problems).mounts()
                : RegistryFolder.mounts(given.resolve("registry"));
    }

    private List<Path> archives(KindFolders kinds) {
        return ARCHIVES.stream()
                .map(given::resolve)
                .filter(Files::isDirectory)
                .flatMap(folder -> kinds.files(folder, ARCHIVE).stream())
                .toList();
    }

    private Layout project() {
        ProjectFolder project = new ProjectFolder(given, problems);
        return new Layout(given, List.of(), project.mounts(), List.of(project.bundle()));
    }

    private Layout folders() {
        KindFolders kinds = new KindFolders(root(), KINDS, problems);
        List<SourceFile> files = kinds.files().stream().map(SourceFile::of).toList();
        kinds.warnOfNearNames();
        List<Path> archives = archives(kinds);
        if (files.isEmpty() && archives.isEmpty()) {
            problems.error(
                    Location.of(given.toString()),
                    "there is no artifact here; expected *.xml, directly or in folders such as proxy-services, or"
                            + " archives (*.car)");
        }
        return new Layout(given, files, mounts(), bundles(archives));
    }

    /// Of two of the same name and version the second is refused.
    private List<Bundle> bundles(List<Path> archives) {
        CarReader reader = new CarReader(problems);
        Map<String, Bundle> bundles = new LinkedHashMap<>();
        for (Path archive : archives) {
            reader.read(archive).ifPresent(bundle -> {
                Bundle first = bundles.putIfAbsent(bundle.id(), bundle);
                if (first != null) {
                    problems.error(
                            Location.of(bundle.file()),
                            "the application is not deployed: there is " + bundle.id() + " already, in "
                                    + first.file());
                }
            });
        }
        return new ArrayList<>(bundles.values());
    }

    private Path root() {
        return BELOW_A_HOME.stream()
                .map(given::resolve)
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(given);
    }
}
