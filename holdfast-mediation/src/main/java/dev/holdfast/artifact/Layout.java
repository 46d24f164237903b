// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.artifact.Unit.Content;
import dev.holdfast.resource.Mount;
import dev.holdfast.resource.Resource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How a folder is laid out: what in it is to be read as what.
///
/// @param folder that relative names of files start from
/// @param loose files that may hold artifacts and belong to no application, in the order of reading
/// @param mounts where its registry lies
/// @param bundles its applications
/// @param pinned resources that count instead of those that the registry has now, by key
record Layout(
        Path folder, List<SourceFile> loose, List<Mount> mounts, List<Bundle> bundles, Map<String, Resource> pinned) {

    /// Nothing is pinned.
    Layout(Path folder, List<SourceFile> loose, List<Mount> mounts, List<Bundle> bundles) {
        this(folder, loose, mounts, bundles, Map.of());
    }

    /// Copies the lists.
    Layout {
        loose = List.copyOf(loose);
        mounts = List.copyOf(mounts);
        bundles = List.copyOf(bundles);
        pinned = Map.copyOf(pinned);
    }

    /// The same with all files in memory, so that they cannot change while they are read.
    Layout loaded() {
        return new Layout(
                folder,
                loose.stream().map(SourceFile::loaded).toList(),
                mounts,
                bundles.stream()
                        .map(bundle -> bundle.with(
                                bundle.files().stream().map(SourceFile::loaded).toList()))
                        .toList());
    }

    /// What comes and goes as one, by file: archives, and single files.
    Map<String, Content> units() {
        Map<String, Content> units = new LinkedHashMap<>();
        loose.forEach(file -> units.put(file.name(), new Content.OfFile(file)));
        for (Bundle bundle : bundles) {
            if (bundle.unity() == Bundle.Unity.ALL_OR_NOTHING) {
                units.put(bundle.file(), new Content.OfArchive(bundle));
            } else {
                bundle.files().forEach(file -> units.put(file.name(), new Content.OfFile(file)));
            }
        }
        return units;
    }

    /// The same with earlier units in the place of those of the same file, or besides.
    Layout with(Map<String, Unit> earlier) {
        Map<String, Content> units = units();
        earlier.forEach((file, unit) -> units.put(file, unit.content()));
        List<SourceFile> files = units.values().stream()
                .filter(Content.OfFile.class::isInstance)
                .map(content -> ((Content.OfFile) content).file())
                .toList();
        List<Bundle> others = new ArrayList<>();
        for (Bundle bundle : bundles) {
            if (bundle.unity() == Bundle.Unity.EACH_ALONE) {
                others.add(bundle.with(files.stream()
                        .filter(file -> !(file.owner() instanceof Owner.OfFile))
                        .toList()));
            }
        }
        units.values().stream()
                .filter(Content.OfArchive.class::isInstance)
                .forEach(content -> others.add(((Content.OfArchive) content).bundle()));
        boolean project = bundles.stream().anyMatch(bundle -> bundle.unity() == Bundle.Unity.EACH_ALONE);
        List<SourceFile> single = files.stream()
                .filter(file -> !project || file.owner() instanceof Owner.OfFile)
                .toList();
        Map<String, Resource> resources = new LinkedHashMap<>();
        for (Unit unit : earlier.values()) {
            if (unit.content() instanceof Content.OfResource(String key, Resource resource)) {
                resources.put(key, resource);
            }
        }
        return new Layout(folder, single, mounts, others, resources);
    }

    /// All files, in the order in which they are to be read.
    List<SourceFile> files() {
        List<SourceFile> all = new ArrayList<>(loose);
        bundles.forEach(bundle -> all.addAll(bundle.files()));
        return all;
    }
}
