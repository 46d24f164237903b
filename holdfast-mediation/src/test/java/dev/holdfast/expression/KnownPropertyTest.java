// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.expression.KnownProperty.Support;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The reference page says what the program knows, and the program does what it says.
class KnownPropertyTest {

    private static final Path PAGE = Path.of("..", "docs", "reference", "properties.md");
    private static final Path SOURCES = Path.of("src", "main", "java");

    @Test
    void every_property_is_on_the_page_as_the_program_has_it_and_no_other() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(KnownProperty.values())
                        .map(KnownPropertyTest::row)
                        .toList());
    }

    @Test
    void every_property_that_has_an_effect_is_named_in_the_code() throws IOException {
        String code;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            code = files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("KnownProperty.java"))
                    .map(KnownPropertyTest::read)
                    .collect(Collectors.joining());
        }
        List<String> unknown = Arrays.stream(KnownProperty.values())
                .filter(property -> property.support().kind() != Support.Kind.NONE)
                .filter(property ->
                        !code.contains(literal(property)) && !code.contains("KnownProperty." + property.name()))
                .map(KnownProperty::key)
                .toList();

        assertThat(unknown).isEmpty();
    }

    @Test
    void no_property_is_there_twice_and_every_difference_is_explained() {
        assertThat(Arrays.stream(KnownProperty.values()).map(property -> property.scope() + property.key()))
                .doesNotHaveDuplicates();
        assertThat(KnownProperty.values())
                .allMatch(property -> property.support().remark().isEmpty()
                        == (property.support().kind() == Support.Kind.FULL));
    }

    private static String row(KnownProperty property) {
        Support support = property.support();
        String here =
                support.kind() == Support.Kind.FULL ? "" : "**" + support.kind().text() + "**: " + support.remark();
        return "| `" + property.key() + "` | " + property.scope().text().toLowerCase(Locale.ROOT) + " | "
                + property.meaning() + " | " + here + " |";
    }

    /// Where a name has a part that is anything, the code has what stands before it.
    private static String literal(KnownProperty property) {
        String key = property.key();
        return key.endsWith(".NAME") ? "\"" + key.substring(0, key.length() - 4) : "\"" + key + "\"";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
