// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import dev.holdfast.reading.Syntax;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes what elements may hold as Markdown.
final class SyntaxPage {

    private static final Pattern ELEMENT = Pattern.compile("(?<!`)</?[A-Za-z][^<>`]*>(?!`)");

    private final StringBuilder text = new StringBuilder();

    SyntaxPage line(String line) {
        text.append(line).append('\n');
        return this;
    }

    /// A section for the element: what it does, a table of what it may hold, and what differs.
    SyntaxPage section(String heading, Syntax syntax) {
        line("").line(heading + " " + syntax.element()).line("").line(withElements(syntax.summary()));
        if (!syntax.attributes().isEmpty() || !syntax.children().isEmpty() || holdsMediators(syntax)) {
            line("").line("| attribute or child | default | meaning |").line("|---|---|---|");
            syntax.attributes().forEach(this::row);
            syntax.children().forEach(child -> line(row("`<" + child.name() + ">`", "", child.meaning())));
            if (holdsMediators(syntax)) {
                line(row("mediators", "", "run one after the other"));
            }
        }
        if (!syntax.differences().isEmpty()) {
            line("");
            syntax.differences().forEach(difference -> line("- **Differs**: " + withElements(difference)));
        }
        return this;
    }

    /// A row for the element: supported, and what differs.
    SyntaxPage overview(Syntax syntax, String link) {
        List<String> inert = syntax.attributes().stream()
                .filter(attribute -> attribute.use() instanceof Syntax.Use.Inert)
                .map(attribute -> "`" + attribute.name() + "`")
                .toList();
        String differs = syntax.differences().stream().collect(Collectors.joining(" "));
        String without = inert.isEmpty() ? "" : "Accepted without effect: " + String.join(", ", inert) + ".";
        String status = syntax.differences().isEmpty() ? "supported" : "supported, differs";
        return line(row(link, status, (differs + " " + without).strip()));
    }

    String text() {
        return text.toString();
    }

    static String row(String... cells) {
        return "| "
                + java.util.Arrays.stream(cells)
                        .map(cell -> withElements(cell).replace("|", "\\|").replace("\n", " "))
                        .collect(Collectors.joining(" | "))
                + " |";
    }

    /// Elements that a text names, as code: Markdown takes them for HTML.
    private static String withElements(String text) {
        return ELEMENT.matcher(text).replaceAll("`$0`");
    }

    private void row(Syntax.Attribute attribute) {
        String defaultText = switch (attribute.use()) {
            case Syntax.Use.Required() -> "required";
            case Syntax.Use.Optional(String value) -> value.isEmpty() ? "" : "`" + value + "`";
            case Syntax.Use.Inert() -> "";
        };
        line(row("`" + attribute.name() + "`", defaultText, attribute.meaning()));
    }

    private static boolean holdsMediators(Syntax syntax) {
        return syntax.contents() == Syntax.Contents.MEDIATORS;
    }
}
