// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// An archive of an application, as it is written.
final class Car {

    private final String name;
    private final String version;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final StringBuilder dependencies = new StringBuilder();

    Car(String name, String version) {
        this.name = name;
        this.version = version;
    }

    /// With an artifact.
    Car with(String artifact, String type, String xml) {
        return withDependency(artifact, "EnterpriseIntegrator").withItem(artifact, type, xml);
    }

    Car withDependency(String artifact, String role) {
        dependencies.append("<dependency artifact='%s' version='1.0.0' include='true' serverRole='%s'/>\n"
                .formatted(artifact, role));
        return this;
    }

    Car withItem(String artifact, String type, String xml) {
        String folder = artifact + "_1.0.0/";
        String file = artifact + "-1.0.0.xml";
        return withEntry(
                        folder + "artifact.xml",
                        "<artifact name='%s' version='1.0.0' type='%s' serverRole='EnterpriseIntegrator'><file>%s</file></artifact>"
                                .formatted(artifact, type, file))
                .withEntry(folder + file, xml);
    }

    Car withEntry(String entry, String text) {
        return withEntry(entry, text.getBytes(StandardCharsets.UTF_8));
    }

    Car withEntry(String entry, byte[] bytes) {
        entries.put(entry, bytes);
        return this;
    }

    /// Writes it with its descriptor.
    Path into(Path file) {
        entries.put(
                "artifacts.xml",
                "<artifacts><artifact name='%s' version='%s' type='carbon/application'>\n%s</artifact></artifacts>"
                        .formatted(name, version, dependencies)
                        .getBytes(StandardCharsets.UTF_8));
        return bareInto(file);
    }

    /// Writes the entries only.
    Path bareInto(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (OutputStream out = Files.newOutputStream(file);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue());
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
