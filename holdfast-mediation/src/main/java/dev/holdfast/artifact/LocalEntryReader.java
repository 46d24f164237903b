// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.mediation.LocalEntry;
import dev.holdfast.reading.Reading;
import dev.holdfast.xml.XmlElement;
import dev.holdfast.xml.XmlSource;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads local entries: text, XML, or what a file holds.
final class LocalEntryReader {

    private static final String FILE = "file:";

    private final Path folder;

    /// @param folder that relative names of files start from
    LocalEntryReader(Path folder) {
        this.folder = folder;
    }

    /// Reads one, and reports what is wrong with it.
    Optional<LocalEntry> read(Artifact artifact) {
        XmlElement element = artifact.element();
        artifact.reading().knows(element, "key", "src");
        return element.attribute("src")
                .map(source -> file(element, source, artifact.reading()))
                .orElseGet(() -> Optional.of(inline(element)))
                .map(value -> new LocalEntry(artifact.name(), value));
    }

    private static String inline(XmlElement element) {
        List<XmlElement> children = element.children().stream()
                .filter(child -> !(child.isSynapse() && child.localName().equals("description")))
                .toList();
        return children.isEmpty() ? element.text().strip() : children.getFirst().toXml();
    }

    private Optional<String> file(XmlElement element, String source, Reading reading) {
        if (!source.startsWith(FILE)) {
            reading.error(
                    element, "attribute src is '" + source + "'; expected a file, as in src=\"file:texts/a.xml\"");
            return Optional.empty();
        }
        try {
            Path file = path(source);
            if (Files.size(file) > XmlSource.MAX_SIZE) {
                reading.error(element, "the file " + file + " is larger than " + XmlSource.MAX_SIZE + " bytes");
                return Optional.empty();
            }
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException | InvalidPathException e) {
            reading.error(element, "attribute src is '" + source + "', which cannot be read: " + e);
            return Optional.empty();
        }
    }

    private Path path(String source) {
        String rest = source.substring(FILE.length());
        return rest.startsWith("//") ? Path.of(URI.create(source)) : folder.resolve(rest);
    }
}
