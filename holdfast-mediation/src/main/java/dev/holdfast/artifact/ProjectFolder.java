// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.resource.Mount;
import dev.holdfast.resource.ResourceKey;
import dev.holdfast.resource.ResourceKey.Area;
import dev.holdfast.settings.Location;
import dev.holdfast.settings.Problems;
import dev.holdfast.xml.XmlElement;
import dev.holdfast.xml.XmlException;
import dev.holdfast.xml.XmlSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A project of WSO2 MI for VS Code, as it lies in its repository. Its artifacts are deployed each for itself, as
/// nobody has packed them yet.
final class ProjectFolder {

    private static final Path ARTIFACTS = Path.of("src", "main", "wso2mi", "artifacts");
    private static final Path RESOURCES = Path.of("src", "main", "wso2mi", "resources");
    private static final List<String> KINDS = List.of(
            "local-entries",
            "endpoints",
            "sequences",
            "templates",
            "proxy-services",
            "tasks",
            "message-stores",
            "message-processors",
            "apis",
            "inbound-endpoints");
    private static final List<String> UNSUPPORTED = List.of("data-services", "data-sources");

    private final Path project;
    private final Problems problems;

    /// @param problems where to report
    ProjectFolder(Path project, Problems problems) {
        this.project = project;
        this.problems = problems;
    }

    /// Whether the folder is a project.
    static boolean isOne(Path folder) {
        return Files.isDirectory(folder.resolve(ARTIFACTS));
    }

    /// The files that are read, but for resources.
    List<Path> files() {
        List<Path> files = new ArrayList<>(new KindFolders(project.resolve(ARTIFACTS), KINDS, problems).files());
        files.add(project.resolve("pom.xml"));
        return files;
    }

    /// Its artifacts.
    Bundle bundle() {
        Optional<XmlElement> pom = read(project.resolve("pom.xml"));
        String folder = Optional.ofNullable(project.toAbsolutePath().normalize().getFileName())
                .map(Path::toString)
                .orElse("project");
        String name =
                pom.flatMap(root -> RegistryDescriptor.text(root, "artifactId")).orElse(folder);
        String version = pom.flatMap(root -> RegistryDescriptor.text(root, "version"))
                .or(() -> pom.flatMap(ProjectFolder::parentVersion))
                .orElse("");
        KindFolders kinds = new KindFolders(project.resolve(ARTIFACTS), KINDS, problems);
        Owner owner = new Owner.OfApplication(Bundle.id(name, version));
        List<SourceFile> files =
                kinds.files().stream().map(file -> SourceFile.of(file, owner)).toList();
        warnOfUnsupported(kinds);
        if (files.isEmpty()) {
            problems.error(Location.of(project.resolve(ARTIFACTS).toString()), "there is no artifact in this project");
        }
        return new Bundle(name, version, project.toString(), Bundle.Unity.EACH_ALONE, files, Map.of());
    }

    /// Its resources: `resources:` are those of the project, `gov:` and `conf:` lie in folders of their own.
    List<Mount> mounts() {
        Path resources = project.resolve(RESOURCES);
        List<Mount> folders = List.of(
                Mount.folder(
                        new ResourceKey(Area.GOV, ""),
                        resources.resolve("registry").resolve("gov")),
                Mount.folder(
                        new ResourceKey(Area.CONF, ""),
                        resources.resolve("registry").resolve("conf")),
                Mount.folder(ResourceKey.miResources(), resources));
        List<Mount> all = new ArrayList<>();
        for (Path descriptor : List.of(
                resources.resolve("artifact.xml"), resources.resolve("registry").resolve("artifact.xml"))) {
            read(descriptor).ifPresent(root -> described(root, descriptor, folders, all));
        }
        all.addAll(folders);
        return all;
    }

    /// A descriptor gives keys to files beside it, and properties to those that have keys by where they lie.
    private void described(XmlElement root, Path descriptor, List<Mount> folders, List<Mount> found) {
        for (XmlElement artifact : root.children()) {
            for (XmlElement item : artifact.children()) {
                if (item.localName().equals("item")) {
                    try {
                        item(item, descriptor, folders).ifPresent(found::add);
                    } catch (IOException | IllegalArgumentException e) {
                        problems.warning(item.location(), "this resource is left out: " + e.getMessage());
                    }
                }
            }
        }
    }

    private static Optional<Mount> item(XmlElement item, Path descriptor, List<Mount> folders) throws IOException {
        Optional<String> file = RegistryDescriptor.text(item, "file");
        Optional<ResourceKey> parent = RegistryDescriptor.text(item, "path").flatMap(ResourceKey::ofSystemPath);
        if (file.isEmpty() || parent.isEmpty()) {
            throw new IOException("expected <file>, and <path> below /_system/governance or /_system/config");
        }
        ResourceKey key = parent.get().below(file.get());
        for (Mount folder : folders) {
            Optional<Path> lies = folder.find(key);
            if (lies.isPresent()) {
                return Optional.of(new Mount(key, lies.get(), RegistryDescriptor.properties(item)));
            }
        }
        Path beside = descriptor.resolveSibling(new ResourceKey(Area.CONF, file.get()).path());
        return Files.isRegularFile(beside)
                ? Optional.of(new Mount(key, beside, RegistryDescriptor.properties(item)))
                : Optional.empty();
    }

    private void warnOfUnsupported(KindFolders kinds) {
        for (String kind : UNSUPPORTED) {
            Path folder = project.resolve(ARTIFACTS).resolve(kind);
            if (Files.isDirectory(folder)) {
                kinds.files(folder, "")
                        .forEach(file -> problems.warning(
                                Location.of(file.toString()),
                                "artifacts in the folder " + kind + " are not supported; left out"));
            }
        }
    }

    private Optional<XmlElement> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(XmlSource.read(
                    file.toString(), SourceFile.of(file).content().bytes()));
        } catch (XmlException e) {
            problems.error(e.location(), e.text());
        } catch (IOException e) {
            problems.error(Location.of(file.toString()), "the file cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static Optional<String> parentVersion(XmlElement pom) {
        return pom.children().stream()
                .filter(child -> child.localName().equals("parent"))
                .findFirst()
                .flatMap(parent -> RegistryDescriptor.text(parent, "version"));
    }
}
