// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.expression.ExpressionSyntaxException;
import dev.holdfast.expression.Expressions;
import dev.holdfast.resource.Resource;
import dev.holdfast.resource.ResourceException;
import dev.holdfast.settings.Location;
import dev.holdfast.settings.Parameter;
import dev.holdfast.settings.Parameters;
import dev.holdfast.settings.Problems;
import dev.holdfast.xml.XmlElement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Reads the `parameter` elements of a store or processor.
final class ParameterReader {

    /// The parameters whose values are found in each message.
    private static final Set<String> EXPRESSIONS = Set.of("store.resequence.id.path");

    private final Problems problems;
    private final UnaryOperator<String> placeholders;
    private final KnownResources resources;

    /// @param placeholders fills them in; throws IllegalArgumentException when one is not known
    /// @param resources that a key may name
    ParameterReader(Problems problems, UnaryOperator<String> placeholders, KnownResources resources) {
        this.problems = problems;
        this.placeholders = placeholders;
        this.resources = resources;
    }

    /// All parameters of the artifact.
    Parameters read(XmlElement artifact) {
        Map<String, Parameter> values = new LinkedHashMap<>();
        artifact.children("parameter")
                .forEach(child -> parameter(child).ifPresent(parameter -> add(values, parameter)));
        return new Parameters(artifact.location(), values, problems);
    }

    private void add(Map<String, Parameter> values, Parameter parameter) {
        if (values.put(parameter.name(), parameter) != null) {
            problems.warning(
                    parameter.location(), "parameter '" + parameter.name() + "' is given twice; this one counts");
        }
    }

    private Optional<Parameter> parameter(XmlElement element) {
        Location location = element.location();
        Optional<String> name = element.attribute("name").map(String::trim).filter(text -> !text.isEmpty());
        if (name.isEmpty()) {
            problems.error(location, "attribute 'name' is missing");
            return Optional.empty();
        }
        Optional<String> expression = element.attribute("expression");
        if (expression.isPresent()) {
            return expression(name.get(), expression.get(), element);
        }
        return value(element).map(value -> new Parameter(name.get(), value, location, false, element.namespaces()));
    }

    private Optional<Parameter> expression(String name, String text, XmlElement element) {
        if (!EXPRESSIONS.contains(name)) {
            problems.error(
                    element.location(),
                    "attribute 'expression' is not supported for parameter '" + name
                            + "'; expected the value as text. An expression may be " + EXPRESSIONS);
            return Optional.empty();
        }
        try {
            Expressions.read(text, element.namespaces());
            return Optional.of(new Parameter(name, text, element.location(), true, element.namespaces()));
        } catch (ExpressionSyntaxException e) {
            problems.error(element.location(), "parameter '" + name + "': " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<String> value(XmlElement element) {
        Optional<String> key = element.attribute("key");
        if (key.isPresent()) {
            return entry(element, key.get());
        }
        try {
            return Optional.of(placeholders.apply(element.text()));
        } catch (IllegalArgumentException e) {
            problems.error(element.location(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<String> entry(XmlElement element, String key) {
        try {
            Optional<String> text = resources.find(key).map(Resource::text);
            if (text.isEmpty()) {
                problems.error(element.location(), resources.missing(key));
            }
            return text;
        } catch (ResourceException e) {
            problems.error(element.location(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
