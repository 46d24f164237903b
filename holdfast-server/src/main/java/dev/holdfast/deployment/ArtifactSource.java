// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.deployment;

import dev.holdfast.artifact.ArtifactReader;
import dev.holdfast.artifact.ArtifactSurroundings;
import dev.holdfast.artifact.ArtifactSurroundings.Reach;
import dev.holdfast.artifact.Downloads;
import dev.holdfast.artifact.Snapshot;
import dev.holdfast.configuration.SettingKey;
import dev.holdfast.configuration.Settings;
import dev.holdfast.store.MessageStoreProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Where artifacts come from: a folder, and what they are read with. Thread-safe.
public final class ArtifactSource {

    private final Path folder;
    private final Settings settings;
    private final List<MessageStoreProvider> providers;
    private final Optional<Downloads> downloads;
    private final ClassLoader library;

    /// @param folder of the artifacts, or an archive
    /// @param embedded opens the stores of the node itself
    /// @param downloads loads local entries that have a URL; none: they are only looked at
    public ArtifactSource(
            Path folder, Settings settings, EmbeddedStoreProvider embedded, Optional<Downloads> downloads) {
        this.folder = folder;
        this.settings = settings;
        this.providers = new ArrayList<>();
        this.providers.add(embedded);
        this.downloads = downloads;
        this.library = Library.beside(folder);
        this.providers.addAll(Library.providers(library));
    }

    /// Reads it. Nothing of it runs, and nothing is thrown: what is wrong is among the problems.
    public Application read() {
        PropertyFiles files = PropertyFiles.beside(folder, library);
        return application(reader(files).readFirst(folder), files);
    }

    /// Reads it again. What was sound and has errors now stays as it was.
    public Application readAgain(Application before) {
        PropertyFiles files = PropertyFiles.beside(folder, library);
        return application(reader(files).readAgain(folder, before.snapshot()), files);
    }

    /// What everything that is read looks like from outside: equal as long as nothing has changed.
    public Map<Path, String> stamp() {
        Map<Path, String> stamp = new TreeMap<>(ArtifactReader.stamp(folder));
        PropertyFiles.files(folder).forEach(file -> stamp.put(file, stamp(file)));
        return stamp;
    }

    private static String stamp(Path file) {
        try {
            return Files.size(file) + " " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return "gone";
        }
    }

    private ArtifactReader reader(PropertyFiles files) {
        Optional<Path> registry = settings.path(SettingKey.DATA).map(data -> data.resolve("registry"));
        return new ArtifactReader(new ArtifactSurroundings(
                providers,
                files.surroundings(),
                settings.text(SettingKey.SERVER_NAME).orElse(""),
                new Reach(registry, downloads)));
    }

    private Application application(Snapshot snapshot, PropertyFiles files) {
        return new Application(snapshot, files.surroundings(), Application.mediation(settings));
    }
}
