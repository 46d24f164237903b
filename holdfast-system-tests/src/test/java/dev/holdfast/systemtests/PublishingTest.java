// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What is published says what it is, and belongs together.
class PublishingTest {

    private static final Path PROJECT = Path.of("..");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern MODULE_NAME =
            Pattern.compile("<Automatic-Module-Name>([^<]+)</Automatic-Module-Name>");
    private static final Pattern VERSION = Pattern.compile("\n  <version>([^<]+)</version>");
    private static final String NOT_PUBLISHED = "<maven.deploy.skip>true</maven.deploy.skip>";
    private static final String BOM = "holdfast-bom";

    @Test
    void every_jar_names_the_module_that_it_is() {
        List<String> jars = modules().stream()
                .filter(module -> !module.equals(BOM) && !module.equals("holdfast-system-tests"))
                .toList();
        List<String> names = jars.stream()
                .flatMap(jar -> MODULE_NAME.matcher(pom(jar)).results())
                .map(found -> found.group(1))
                .toList();
        assertThat(names).hasSameSizeAs(jars).doesNotHaveDuplicates();
    }

    @Test
    void the_bom_names_every_module_that_is_published_and_no_other() {
        List<String> published = published();
        List<String> named = Pattern.compile("<artifactId>(holdfast-[^<]+)</artifactId>")
                .matcher(pom(BOM))
                .results()
                .map(found -> found.group(1))
                .filter(name -> !name.equals(BOM))
                .toList();
        assertThat(named).containsExactlyInAnyOrderElementsOf(published);
    }

    @Test
    void the_bom_has_the_version_of_the_modules() {
        assertThat(version(pom(BOM))).isEqualTo(version(pom(".")));
    }

    @Test
    void everything_published_has_a_name_and_a_description() {
        assertThat(published())
                .allSatisfy(module -> assertThat(pom(module)).contains("<name>").contains("<description>"));
    }

    private static List<String> published() {
        return modules().stream()
                .filter(module -> !module.equals(BOM))
                .filter(module -> !pom(module).contains(NOT_PUBLISHED))
                .toList();
    }

    private static List<String> modules() {
        return MODULE.matcher(pom(".")).results().map(found -> found.group(1)).toList();
    }

    private static String version(String pom) {
        return VERSION.matcher(pom)
                .results()
                .findFirst()
                .map(found -> found.group(1))
                .orElseThrow();
    }

    private static String pom(String module) {
        try {
            return Files.readString(PROJECT.resolve(module).resolve("pom.xml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
