// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.resource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where a part of the registry lies on the disk.
///
/// @param at the key of what lies there
/// @param path a folder with what is below that key, or the one file that it names
/// @param properties of that one file
public record Mount(ResourceKey at, Path path, Map<String, String> properties) {

    /// Copies the properties.
    public Mount {
        properties = Map.copyOf(properties);
    }

    /// A folder.
    public static Mount folder(ResourceKey at, Path folder) {
        return new Mount(at, folder, Map.of());
    }

    /// The file of that key, if it is there. A link that leads out of the folder leads nowhere.
    ///
    /// @throws IOException when it cannot be found out
    public Optional<Path> find(ResourceKey key) throws IOException {
        Optional<String> steps = key.relativeTo(at);
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        Path file = path.resolve(steps.get());
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return file.toRealPath().startsWith(path.toRealPath()) ? Optional.of(file) : Optional.empty();
    }
}
