// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.artifact.Artifacts;
import dev.holdfast.endpoints.Endpoints;
import dev.holdfast.entry.Entries;
import dev.holdfast.expression.KnownProperty;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.mediation.Refusals;
import dev.holdfast.mediators.Mediators;
import dev.holdfast.reading.Syntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
        page.line("").line("## Elements inside mediators");
        Mediators.parts().forEach(syntax -> page.section("###", syntax));
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

    @Test
    void the_page_of_elements_says_what_artifacts_may_hold() throws IOException {
        SyntaxPage page = new SyntaxPage()
                .line("# Elements of artifacts")
                .line("")
                .line(MADE)
                .line("")
                .line("What each may hold. All accept `description`, `statistics` and `trace` without effect. How they"
                        + " behave stands on the page of [artifacts](artifacts.md), what stands inside sequences on that"
                        + " of [mediators](mediators.md).");
        Set<Syntax> written = new LinkedHashSet<>(Artifacts.all());
        written.addAll(Entries.all());
        written.forEach(syntax -> page.section("##", syntax));
        check("elements.md", page);
    }

    @Test
    void the_page_of_compatibility_lists_what_is_supported_what_differs_and_what_is_refused() throws IOException {
        SyntaxPage page = new SyntaxPage()
                .line("# What is supported, what differs, what is refused")
                .line("")
                .line(MADE)
                .line("")
                .line("The language of WSO2 Micro Integrator and Apache Synapse, and what becomes of it here."
                        + " What is not on this page is a deployment error that names file, line and the nearest thing"
                        + " that works; `holdfast check DIR` lists all of them.");
        table(page, "Artifacts", Artifacts.all(), "elements.md");
        new TreeMap<>(Artifacts.withoutEffect())
                .forEach((name, why) -> page.line(SyntaxPage.row("`" + name + "`", "without effect", why + ".")));
        table(page, "Mediators", mediators(), "mediators.md");
        new TreeMap<>(Refusals.all())
                .forEach((name, instead) -> page.line(SyntaxPage.row("`" + name + "`", "refused", instead)));
        table(page, "Endpoints", Endpoints.all(), "endpoints.md");
        new TreeMap<>(Endpoints.refused())
                .forEach((name, what) -> page.line(SyntaxPage.row("`" + name + "`", "refused", what + ".")));
        page.line("")
                .line("## Properties")
                .line("")
                .line("| property | scope | status | how |")
                .line("|---|---|---|---|");
        for (KnownProperty property : KnownProperty.values()) {
            page.line(SyntaxPage.row(
                    "`" + property.key() + "`",
                    property.scope().text(),
                    property.support().kind().text(),
                    property.support().remark()));
        }
        page.line("")
                .line("## Parameters of stores and processors")
                .line("")
                .line("[parameters.md](parameters.md) has each of them; a test holds the page to the readers.")
                .line("")
                .line("## Expressions")
                .line("")
                .line("[expressions.md](expressions.md) has the three languages with their functions and variables.");
        check("compatibility.md", page);
    }

    private static void table(SyntaxPage page, String heading, Collection<Syntax> syntaxes, String link) {
        page.line("")
                .line("## " + heading)
                .line("")
                .line("| name | status | how it differs, or what to use |")
                .line("|---|---|---|");
        new LinkedHashSet<>(syntaxes)
                .forEach(syntax -> page.overview(
                        syntax,
                        "[`" + syntax.element() + "`](" + link + "#"
                                + syntax.element().toLowerCase(Locale.ROOT) + ")"));
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
