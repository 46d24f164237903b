// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.deployment;

import dev.holdfast.expression.Surroundings;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/// The files of properties that artifacts refer to: `file.properties` and `config.properties`, in the folder of
/// the
/// artifacts or in `conf` below it, as upstream's server has them.
///
/// @param file for `$FILE:NAME`
/// @param configs for `${configs.NAME}`
record PropertyFiles(Map<String, String> file, Map<String, String> configs) {

    static PropertyFiles beside(Path artifacts) {
        return new PropertyFiles(read(artifacts, "file.properties"), read(artifacts, "config.properties"));
    }

    Surroundings surroundings() {
        return new Surroundings(System.getenv(), file, configs, name -> Optional.ofNullable(System.getProperty(name)));
    }

    private static Map<String, String> read(Path artifacts, String name) {
        Map<String, String> all = new TreeMap<>();
        for (Path path : new Path[] {artifacts.resolve("conf").resolve(name), artifacts.resolve(name)}) {
            if (Files.isRegularFile(path)) {
                all.putAll(read(path));
            }
        }
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
