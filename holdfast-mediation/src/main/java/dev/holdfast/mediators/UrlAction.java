// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.expression.BoundedPattern;
import dev.holdfast.expression.Expression;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.reading.Syntax;
import dev.holdfast.settings.NearestName;
import dev.holdfast.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/// A change of one part of an address.
///
/// @param kind what is done
/// @param part with what
/// @param value the text; empty when it is removed
record UrlAction(Kind kind, UrlParts.Part part, Optional<TextSource> value) {

    private static final Syntax SYNTAX = Syntax.of("action", "A change of one part of an address.")
            .optional("type", "set", "set, append, prepend, replace, remove")
            .optional("fragment", "full", "protocol, user, host, port, path, query, ref, full")
            .optional("value", "", "the text")
            .optional("xpath", "", "an expression for the text")
            .optional("regex", "", "with replace: what is replaced");
    private static final List<String> TYPES = List.of("set", "append", "prepend", "replace", "remove");

    /// What is done.
    sealed interface Kind {

        /// In place of the part.
        record Set() implements Kind {}

        /// Behind it.
        record Append() implements Kind {}

        /// Before it.
        record Prepend() implements Kind {}

        /// In place of what fits in it.
        record Replace(BoundedPattern pattern) implements Kind {}

        /// Nothing instead.
        record Remove() implements Kind {}
    }

    static UrlAction read(XmlElement element, FlowReading reading) {
        reading.follows(element, SYNTAX);
        String name = element.attribute("fragment").orElse("full").strip();
        Optional<UrlParts.Part> part = UrlParts.Part.named(name);
        if (part.isEmpty()) {
            reading.error(
                    element,
                    "fragment is '" + name + "'; expected one of " + String.join(", ", UrlParts.Part.names())
                            + NearestName.hint(name, UrlParts.Part.names()));
        }
        Kind kind = kind(element, reading);
        return new UrlAction(kind, part.orElse(UrlParts.Part.FULL), value(element, kind, reading));
    }

    /// @throws IllegalArgumentException when the address is none afterwards
    void apply(UrlParts parts, Exchange exchange) {
        String text = value.map(source -> source.of(exchange).asText()).orElse("");
        String before = parts.get(part);
        parts.set(
                part,
                switch (kind) {
                    case Kind.Set() -> text;
                    case Kind.Append() -> before + text;
                    case Kind.Prepend() -> text + before;
                    case Kind.Replace(BoundedPattern pattern) -> pattern.replaceAll(before, text);
                    case Kind.Remove() -> "";
                });
    }

    private static Kind kind(XmlElement element, FlowReading reading) {
        String type = element.attribute("type").orElse("set").strip();
        return switch (type) {
            case "set" -> new Kind.Set();
            case "append" -> new Kind.Append();
            case "prepend" -> new Kind.Prepend();
            case "remove" -> new Kind.Remove();
            case "replace" -> replace(element, reading);
            default -> {
                reading.error(
                        element,
                        "type is '" + type + "'; expected one of " + String.join(", ", TYPES)
                                + NearestName.hint(type, TYPES));
                yield new Kind.Set();
            }
        };
    }

    private static Kind replace(XmlElement element, FlowReading reading) {
        try {
            return new Kind.Replace(BoundedPattern.compile(reading.required(element, "regex")));
        } catch (PatternSyntaxException e) {
            reading.error(element, "regex is no regular expression: " + e.getDescription());
            return new Kind.Set();
        }
    }

    private static Optional<TextSource> value(XmlElement element, Kind kind, FlowReading reading) {
        if (element.attribute("xpath").isPresent()) {
            Optional<Expression> expression = reading.expression(element, "xpath");
            return expression.map(TextSource.Evaluated::new);
        }
        Optional<TextSource> text = element.attribute("value").map(TextSource::of);
        if (text.isEmpty() && !(kind instanceof Kind.Remove)) {
            reading.error(element, "neither value nor xpath is given; <action> needs one");
        }
        return text;
    }
}
