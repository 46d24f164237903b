// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.resource;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// A file of the registry as it was when it was looked at; equal as long as nothing has changed.
///
/// @param path of the content
/// @param stamp size and time of the content and of the properties beside it
/// @param more properties, from a descriptor
record ResourceFile(Path path, String stamp, Map<String, String> more) {

    private static final String PROPERTIES = ".properties";

    static ResourceFile of(Path path, Map<String, String> more) throws IOException {
        return new ResourceFile(path, stamp(path) + " " + stamp(properties(path)), more);
    }

    /// The file of the properties of a resource.
    static Path properties(Path path) {
        return path.resolveSibling(path.getFileName() + PROPERTIES);
    }

    Resource read() throws IOException {
        Map<String, String> all = new TreeMap<>(more);
        Path properties = properties(path);
        if (Files.isRegularFile(properties)) {
            all.putAll(parse(new String(bytes(properties), StandardCharsets.UTF_8)));
        }
        return Resource.of(path.toString(), bytes(path), all);
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.size(file) > Registry.LARGEST) {
            throw new IOException(file + " has more than " + Registry.LARGEST + " bytes");
        }
        return Files.readAllBytes(file);
    }

    private static Map<String, String> parse(String text) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = new StringReader(text)) {
            properties.load(reader);
        } catch (IllegalArgumentException e) {
            throw new IOException("its properties cannot be read: " + e.getMessage(), e);
        }
        Map<String, String> texts = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> texts.put(name, properties.getProperty(name, "")));
        return texts;
    }

    private static String stamp(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.size(file) + "@" + Files.getLastModifiedTime(file) : "";
    }
}
