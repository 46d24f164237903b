// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Artifact files as they are written, but for the ports and other words that a run of its own needs to change.
public final class Artifacts {

    private Artifacts() {}

    /// Copies a folder with all below it.
    ///
    /// @param changes what is put in place of what; each must occur
    /// @return the copy
    public static Path copy(Path from, Path to, Map<String, String> changes) {
        try (Stream<Path> paths = Files.walk(from)) {
            List<Path> files = paths.filter(Files::isRegularFile).toList();
            StringBuilder all = new StringBuilder();
            for (Path file : files) {
                String text = Files.readString(file);
                all.append(text);
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.writeString(target, replace(text, changes));
            }
            changes.keySet().forEach(word -> {
                if (all.indexOf(word) < 0) {
                    throw new IllegalArgumentException("'" + word + "' is nowhere in " + from);
                }
            });
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String replace(String text, Map<String, String> changes) {
        String changed = text;
        for (Map.Entry<String, String> change : changes.entrySet()) {
            changed = changed.replace(change.getKey(), change.getValue());
        }
        return changed;
    }
}
