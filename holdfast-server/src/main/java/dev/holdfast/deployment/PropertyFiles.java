// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.deployment;

import dev.holdfast.expression.Surroundings;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The files of properties that artifacts refer to: `file.properties` and `config.properties`, in the folder of
/// the
/// artifacts or in `conf` below it, as upstream's server has them, or among the resources of a project. The nearest
/// to the artifacts wins.
///
/// @param file for `$FILE:NAME`
/// @param configs for `${configs.NAME}`
/// @param library classes that lie beside the artifacts
record PropertyFiles(Map<String, String> file, Map<String, String> configs, ClassLoader library) {

    private static final List<Path> FOLDERS =
            List.of(Path.of("src", "main", "wso2mi", "resources", "conf"), Path.of("conf"), Path.of(""));

    static PropertyFiles beside(Path artifacts, ClassLoader library) {
        return new PropertyFiles(read(artifacts, "file.properties"), read(artifacts, "config.properties"), library);
    }

    /// All of them that are there.
    static List<Path> files(Path artifacts) {
        return Stream.of("file.properties", "config.properties")
                .flatMap(name -> files(artifacts, name).stream())
                .toList();
    }

    private static List<Path> files(Path artifacts, String name) {
        Path folder = Files.isDirectory(artifacts)
                ? artifacts
                : Optional.ofNullable(artifacts.toAbsolutePath().getParent()).orElse(artifacts);
        return FOLDERS.stream()
                .map(place -> folder.resolve(place).resolve(name))
                .filter(Files::isRegularFile)
                .toList();
    }

    Surroundings surroundings() {
        return new Surroundings(
                System.getenv(), file, configs, name -> Optional.ofNullable(System.getProperty(name)), library);
    }

    private static Map<String, String> read(Path artifacts, String name) {
        Map<String, String> all = new TreeMap<>();
        files(artifacts, name).forEach(path -> all.putAll(read(path)));
        return all;
    }

    private static Map<String, String> read(Path path) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
        Map<String, String> texts = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key, "")));
        return texts;
    }
}
