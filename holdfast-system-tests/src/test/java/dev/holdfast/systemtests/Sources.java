// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The sources of all modules that are built.
final class Sources {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Path PROJECT = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("..")
            .normalize();

    private Sources() {}

    /// A file of Java, read.
    ///
    /// @param folder from the root of the project
    /// @param name without the ending
    record SourceFile(Path folder, String name, String text) {

        /// Where it is.
        @Override
        public String toString() {
            return folder.resolve(name + ".java").toString();
        }
    }

    /// All that becomes part of a module.
    static List<SourceFile> main() {
        return below("src/main/java");
    }

    /// All that tests it.
    static List<SourceFile> test() {
        return below("src/test/java");
    }

    /// The packages of `dev.holdfast` and below that have classes; those of examples are their own.
    static Set<String> packagesOfModules() {
        return main().stream()
                .filter(file -> file.folder().toString().contains("dev/holdfast"))
                .filter(file -> !file.name().equals("package-info"))
                .map(file -> String.valueOf(file.folder().getFileName()))
                .collect(Collectors.toSet());
    }

    private static List<SourceFile> below(String folder) {
        return modules().stream()
                .map(module -> PROJECT.resolve(module).resolve(folder))
                .filter(Files::isDirectory)
                .flatMap(Sources::javaFiles)
                .toList();
    }

    private static List<String> modules() {
        Matcher matcher = MODULE.matcher(read(PROJECT.resolve("pom.xml")));
        return matcher.results().map(result -> result.group(1)).toList();
    }

    private static Stream<SourceFile> javaFiles(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            List<SourceFile> files = paths.filter(path -> path.toString().endsWith(".java"))
                    .map(Sources::file)
                    .toList();
            return files.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceFile file(Path path) {
        String name = String.valueOf(path.getFileName()).replace(".java", "");
        return new SourceFile(PROJECT.relativize(path.resolveSibling("")), name, read(path));
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
