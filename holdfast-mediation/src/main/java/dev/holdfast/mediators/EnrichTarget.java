// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.expression.Expression;
import dev.holdfast.expression.ExpressionSyntaxException;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.settings.NearestName;
import dev.holdfast.xml.XmlElement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `target` of an enrich: where something is put.
sealed interface EnrichTarget {

    /// The values of the attribute type.
    List<String> TYPES = List.of("custom", "envelope", "body", "property", "variable", "key");

    /// What is done there.
    enum Action {
        REPLACE,
        CHILD,
        SIBLING,
        REMOVE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Where an expression points at.
    ///
    /// @param key whether its name is meant, and not what it is
    record Path(Expression expression, Optional<JsonPlace> json, boolean key) implements EnrichTarget {}

    /// The whole envelope.
    record WholeEnvelope() implements EnrichTarget {}

    /// What the body holds.
    record OfBody() implements EnrichTarget {}

    /// A property or a variable.
    record Kept(PropertyTarget target) implements EnrichTarget {}

    /// Reads the element; empty when, reported, it cannot be read.
    static Optional<EnrichTarget> read(XmlElement element, FlowReading reading) {
        reading.knows(element, "action", "type", "xpath", "property", "variable");
        String type = element.attribute("type").orElse("custom");
        return switch (type) {
            case "custom" -> path(element, false, reading);
            case "key" -> path(element, true, reading);
            case "envelope" -> Optional.of(new WholeEnvelope());
            case "body" -> Optional.of(new OfBody());
            case "property" ->
                Optional.of(new Kept(
                        new PropertyTarget(PropertyTarget.Kind.PROPERTY, reading.required(element, "property"))));
            case "variable" ->
                Optional.of(new Kept(
                        new PropertyTarget(PropertyTarget.Kind.VARIABLE, reading.required(element, "variable"))));
            default -> {
                reading.error(
                        element,
                        "type is '" + type + "'; expected one of " + String.join(", ", TYPES)
                                + NearestName.hint(type, TYPES));
                yield Optional.empty();
            }
        };
    }

    /// Reads the action of the element.
    static Action action(XmlElement element, FlowReading reading) {
        String text = element.attribute("action").orElse("replace").strip();
        for (Action action : Action.values()) {
            if (action.text().equals(text)) {
                return action;
            }
        }
        List<String> known = List.of("replace", "child", "sibling", "remove");
        reading.error(
                element,
                "action is '" + text + "'; expected one of " + String.join(", ", known)
                        + NearestName.hint(text, known));
        return Action.REPLACE;
    }

    private static Optional<EnrichTarget> path(XmlElement element, boolean key, FlowReading reading) {
        String text = reading.required(element, "xpath").strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return reading.expression(element, "xpath")
                .map(expression -> new Path(expression, place(element, text, expression, reading), key));
    }

    private static Optional<JsonPlace> place(
            XmlElement element, String text, Expression expression, FlowReading reading) {
        if (expression.language() == Expression.Language.XPATH) {
            return Optional.empty();
        }
        Matcher matcher = PATH.matcher(text);
        if (!matcher.matches()) {
            reading.error(
                    element,
                    "xpath is '" + text + "'; a place in the body is written json-eval($.path), or"
                            + " ${payload.path}");
            return Optional.empty();
        }
        try {
            String path = matcher.group("path") != null ? matcher.group("path").strip() : "$" + matcher.group("rest");
            return Optional.of(JsonPlace.of(path.startsWith("$") ? path : "$." + path));
        } catch (ExpressionSyntaxException e) {
            reading.error(element, "attribute xpath: " + e.getMessage());
            return Optional.empty();
        }
    }

    /// A path into the body, in both languages.
    Pattern PATH = Pattern.compile(
            "json-eval\\((?<path>(?!\\s*\\$\\w+:).*)\\)|\\$\\{\\s*(?:payload|\\$)(?<rest>[.\\[].*|)}", Pattern.DOTALL);
}
