// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.reading.Neighbours;
import dev.holdfast.resource.Resource;
import dev.holdfast.xml.XmlElement;
import dev.holdfast.xml.XmlSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What artifacts look up in each other while they are read: it is filled before the first of them is. Not
/// thread-safe.
final class KnownNeighbours implements Neighbours {

    private static final String FILE = "file:";

    private final Path folder;
    private final Map<String, XmlElement> templates = new LinkedHashMap<>();
    private Optional<KnownResources> resources = Optional.empty();

    /// @param folder that relative names of files start from
    KnownNeighbours(Path folder) {
        this.folder = folder;
    }

    /// Adds a template; the first of a name counts.
    void add(Artifact template) {
        templates.putIfAbsent(template.name(), template.element());
    }

    /// Adds local entries and the registry.
    void add(KnownResources known) {
        resources = Optional.of(known);
    }

    @Override
    public Optional<XmlElement> template(String name) {
        return Optional.ofNullable(templates.get(name));
    }

    @Override
    public Collection<String> templateNames() {
        return templates.keySet();
    }

    @Override
    public Optional<Resource> resource(String key) throws IOException {
        return key.startsWith(FILE) ? Optional.of(file(key)) : resources.flatMap(known -> known.find(key));
    }

    private Resource file(String uri) throws IOException {
        String rest = uri.substring(FILE.length());
        try {
            Path file = rest.startsWith("//") ? Path.of(URI.create(uri)) : folder.resolve(rest);
            if (Files.size(file) > XmlSource.MAX_SIZE) {
                throw new IOException("it has more than " + XmlSource.MAX_SIZE + " bytes");
            }
            return Resource.of(file.toString(), Files.readAllBytes(file), Map.of());
        } catch (IllegalArgumentException e) {
            throw new IOException("it is no name of a file: " + e.getMessage(), e);
        }
    }
}
