// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the build has put into the folder `target` of this module: servers that are not on the class path of tests.
final class Installation {

    private Installation() {}

    /// All jars of a folder below it, at any depth, in the order of their names.
    static List<Path> jars(String folder) {
        Path root = target().resolve(folder);
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            if (jars.isEmpty()) {
                throw new IllegalStateException("no jars in " + root + ": build holdfast-test-servers");
            }
            return jars;
        } catch (IOException e) {
            throw new UncheckedIOException("build holdfast-test-servers", e);
        }
    }

    /// The classes of this module, or its jar.
    static Path classes() {
        return location(Installation.class);
    }

    /// Where a class was loaded from.
    static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A class path of these.
    static String classPath(List<Path> parts) {
        return parts.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static Path target() {
        return java.util.Objects.requireNonNull(classes().getParent());
    }
}
