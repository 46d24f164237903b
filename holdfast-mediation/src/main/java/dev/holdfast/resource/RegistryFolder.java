// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.resource;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// A folder with the areas of a registry in it, as upstream's server has it: `config`, `governance`, `local`.
public final class RegistryFolder {

    private RegistryFolder() {}

    /// The folder as mounts, one for each area.
    public static List<Mount> mounts(Path folder) {
        return Arrays.stream(ResourceKey.Area.values())
                .map(area -> Mount.folder(new ResourceKey(area, ""), folder.resolve(area.folder())))
                .toList();
    }

    static Optional<Path> find(Path folder, ResourceKey key) throws IOException {
        return Mount.folder(
                        new ResourceKey(key.area(), ""),
                        folder.resolve(key.area().folder()))
                .find(key);
    }

    /// Whoever reads sees the old text or the new one, never a part.
    static void write(Path folder, ResourceKey key, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > Registry.LARGEST) {
            throw new IOException("it has more than " + Registry.LARGEST + " bytes");
        }
        replace(target(folder, key), bytes);
    }

    static void writeProperties(Path folder, ResourceKey key, Map<String, String> all) throws IOException {
        Properties properties = new Properties();
        properties.putAll(all);
        StringWriter text = new StringWriter();
        properties.store(text, null);
        replace(ResourceFile.properties(target(folder, key)), text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Path target(Path folder, ResourceKey key) throws IOException {
        Path area = folder.resolve(key.area().folder());
        Path target = area.resolve(key.path());
        Path parent = target.resolveSibling(".");
        Files.createDirectories(parent);
        if (!parent.toRealPath().startsWith(area.toRealPath())) {
            throw new IOException("a link leads out of the registry");
        }
        return target;
    }

    private static void replace(Path target, byte[] bytes) throws IOException {
        Path temporary = Files.createTempFile(target.resolveSibling("."), ".new-", "");
        try {
            Files.write(temporary, bytes);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
