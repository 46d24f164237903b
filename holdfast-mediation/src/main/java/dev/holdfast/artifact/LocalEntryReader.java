// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.mediation.LocalEntry;
import dev.holdfast.reading.Reading;
import dev.holdfast.reading.Syntax;
import dev.holdfast.resource.Resource;
import dev.holdfast.xml.XmlElement;
import dev.holdfast.xml.XmlSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads local entries: text, XML, or what a file or a URL holds.
final class LocalEntryReader {

    static final Syntax SYNTAX = Syntax.of(
                    "localEntry", "A text, XML, or what a file or URL holds, for whatever refers to it by its key.")
            .required("key", "by which others refer to it")
            .optional("src", "", "file: or http(s): URL of the value; relative files from the folder of the artifacts")
            .holding(Syntax.Contents.ANYTHING)
            .differs("A URL is loaded once, when the entry is deployed; one that cannot be loaded is an error.");

    private static final String FILE = "file:";
    private static final List<String> URLS = List.of("http:", "https:");

    private final Path folder;
    private final Optional<Downloads> downloads;

    /// @param folder that relative names of files start from
    /// @param downloads loads what has a URL; none: it is only looked at, and its entry is empty
    LocalEntryReader(Path folder, Optional<Downloads> downloads) {
        this.folder = folder;
        this.downloads = downloads;
    }

    /// Reads one, and reports what is wrong with it.
    Optional<LocalEntry> read(Artifact artifact) {
        XmlElement element = artifact.element();
        artifact.reading().follows(element, SYNTAX);
        return element.attribute("src")
                .map(String::strip)
                .filter(source -> !source.isEmpty())
                .map(source -> source(element, source, artifact.reading()))
                .orElseGet(() -> inline(element, artifact.reading()))
                .map(resource -> new LocalEntry(artifact.name(), resource));
    }

    private static Optional<Resource> inline(XmlElement element, Reading reading) {
        List<XmlElement> children = element.children().stream()
                .filter(child -> !(child.isSynapse() && child.localName().equals("description")))
                .toList();
        if (children.size() > 1) {
            reading.error(children.get(1), "a local entry holds one element, not " + children.size());
            return Optional.empty();
        }
        return Optional.of(children.isEmpty() ? text(element) : Resource.ofXml(children.getFirst()));
    }

    private static Resource text(XmlElement element) {
        String text = element.text();
        String before = text.substring(0, text.length() - text.stripLeading().length());
        int line = element.location().line()
                + (int) before.chars().filter(c -> c == '\n').count();
        return Resource.ofText(element.location().file(), line, text.strip());
    }

    /// Loads what an element names by a URL, in its attribute src or uri, and reports what is wrong with that.
    Optional<Resource> source(XmlElement element, String source, Reading reading) {
        if (source.startsWith(FILE)) {
            return file(element, source, reading);
        }
        if (URLS.stream().anyMatch(source::startsWith)) {
            return download(element, source, reading);
        }
        reading.error(
                element,
                attribute(element) + " is '" + source + "'; expected a file or a URL of http or https, as in"
                        + " \"file:texts/a.xml\"");
        return Optional.empty();
    }

    private Optional<Resource> file(XmlElement element, String source, Reading reading) {
        try {
            Path file = path(source);
            if (!Files.isRegularFile(file)) {
                reading.error(element, attribute(element) + " is '" + source + "', but there is no file " + file);
                return Optional.empty();
            }
            if (Files.size(file) > XmlSource.MAX_SIZE) {
                reading.error(element, "the file " + file + " is larger than " + XmlSource.MAX_SIZE + " bytes");
                return Optional.empty();
            }
            return Optional.of(Resource.of(file.toString(), Files.readAllBytes(file), Map.of()));
        } catch (IOException | InvalidPathException e) {
            reading.error(element, attribute(element) + " is '" + source + "', which cannot be read: " + e);
            return Optional.empty();
        }
    }

    private Optional<Resource> download(XmlElement element, String source, Reading reading) {
        if (downloads.isEmpty()) {
            reading.problems()
                    .warning(
                            element.location(),
                            "what is at " + source + " is loaded at the start, and was not checked");
            return Optional.of(Resource.ofText(source, 1, ""));
        }
        try {
            return Optional.of(Resource.of(source, downloads.get().load(URI.create(source)), Map.of()));
        } catch (IOException | IllegalArgumentException e) {
            reading.error(
                    element, attribute(element) + " is '" + source + "', which cannot be loaded: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static String attribute(XmlElement element) {
        return "attribute " + (element.attribute("src").isPresent() ? "src" : "uri");
    }

    private Path path(String source) {
        String rest = source.substring(FILE.length());
        return rest.startsWith("//") ? Path.of(URI.create(source)) : folder.resolve(rest);
    }
}
