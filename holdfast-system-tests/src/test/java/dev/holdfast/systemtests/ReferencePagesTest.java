// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.endpoints.Endpoints;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.mediators.Mediators;
import dev.holdfast.reading.Syntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The reference pages that are made from what the readers of artifacts check by. Run with
/// `-Dholdfast.pages=write`, this test writes them anew.
class ReferencePagesTest {

    private static final Path FOLDER = Path.of("..", "docs", "reference");
    private static final boolean WRITE = "write".equals(System.getProperty("holdfast.pages"));
    private static final String MADE =
            "<!-- Made from the code by ReferencePagesTest: ./mvnw -Dquick -pl holdfast-system-tests -am test"
                    + " -Dtest=ReferencePagesTest -Dholdfast.pages=write -->";

    @Test
    void the_page_of_mediators_says_what_is_read() throws IOException {
        SyntaxPage page = new SyntaxPage()
                .line("# Mediators")
                .line("")
                .line(MADE)
                .line("")
                .line(
                        "What each mediator does, and what it may hold. All accept `description`, `statistics` and `trace`"
                                + " without effect.")
                .line("\"Expression\" is any of the [three languages](expressions.md); `{expression}` in braces is"
                        + " evaluated for each message.");
        mediators().forEach(syntax -> page.section("##", syntax));
        check("mediators.md", page);
    }

    @Test
    void the_page_of_endpoints_says_what_is_read() throws IOException {
        SyntaxPage page = new SyntaxPage()
                .line("# Endpoints")
                .line("")
                .line(MADE)
                .line("")
                .line(
                        "What endpoints may hold. What they do beyond that: [artifacts.md](artifacts.md#endpoint). Texts that"
                                + " may be an expression: `{...}` or `${...}`, evaluated for each message.");
        Endpoints.all().forEach(syntax -> page.section("##", syntax));
        check("endpoints.md", page);
    }

    private static List<Syntax> mediators() {
        TreeMap<String, Syntax> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Mediators.all().values().stream()
                .map(MediatorReader::syntax)
                .forEach(syntax -> sorted.put(syntax.element(), syntax));
        return List.copyOf(sorted.values());
    }

    private static void check(String name, SyntaxPage page) throws IOException {
        Path file = FOLDER.resolve(name);
        if (WRITE) {
            Files.writeString(file, page.text());
        }
        assertThat(Files.readString(file)).as(name).isEqualTo(page.text());
    }
}
