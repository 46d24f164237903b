// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests.language;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Copies the artifacts of a case to where a node reads them.
final class CaseArtifacts {

    /// What is text, and may name back ends.
    private static final Set<String> TEXTS = Set.of("xml", "xsl", "xslt", "xsd", "json", "txt", "properties", "yaml");

    private final Path from;
    private final Path to;
    private final UnaryOperator<String> fill;

    /// @param fill what is to be done with texts
    CaseArtifacts(Path from, Path to, UnaryOperator<String> fill) {
        this.from = from;
        this.to = to;
        this.fill = fill;
    }

    /// Copies all files. A folder whose name ends in `.car` becomes such a file.
    void copy() {
        try {
            Files.createDirectories(to);
            copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(Path folder, Path target) throws IOException {
        for (Path entry : entries(folder)) {
            Path copy = target.resolve(entry.getFileName().toString());
            if (!Files.isDirectory(entry)) {
                Files.write(copy, content(entry));
            } else if (entry.toString().endsWith(".car")) {
                pack(entry, copy);
            } else {
                copy(entry, Files.createDirectories(copy));
            }
        }
    }

    private void pack(Path folder, Path car) throws IOException {
        try (OutputStream out = Files.newOutputStream(car);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
                zip.write(content(file));
            }
        }
    }

    private byte[] content(Path file) throws IOException {
        String name = file.getFileName().toString();
        return TEXTS.contains(name.substring(name.lastIndexOf('.') + 1))
                ? fill.apply(Files.readString(file)).getBytes(StandardCharsets.UTF_8)
                : Files.readAllBytes(file);
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }
}
