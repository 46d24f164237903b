// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.reading;

import dev.holdfast.expression.AttributeValue;
import dev.holdfast.expression.Expression;
import dev.holdfast.expression.ExpressionSyntaxException;
import dev.holdfast.expression.Expressions;
import dev.holdfast.expression.Surroundings;
import dev.holdfast.expression.TextTemplate;
import dev.holdfast.settings.Location;
import dev.holdfast.settings.NearestName;
import dev.holdfast.settings.Problems;
import dev.holdfast.xml.XmlElement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The reading of one artifact: where its problems go, and what it refers to. Not thread-safe.
public abstract class Reading {

    private static final Set<String> EVERYWHERE = Set.of("description", "statistics", "trace");

    private final Problems problems;
    private final Surroundings surroundings;
    private final Neighbours neighbours;
    private final List<Reference> references = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();

    /// Something that an artifact names.
    ///
    /// @param kind what it must be
    /// @param name as written
    /// @param location where
    public record Reference(Kind kind, String name, Location location) {}

    /// A check of resources.
    ///
    /// @param location of what uses them
    /// @param check what to do
    public record Check(Location location, ResourceCheck check) {}

    /// @param problems where to report
    /// @param surroundings for placeholders
    /// @param neighbours what can be looked up
    protected Reading(Problems problems, Surroundings surroundings, Neighbours neighbours) {
        this.problems = problems;
        this.surroundings = surroundings;
        this.neighbours = neighbours;
    }

    /// What can be looked up in other artifacts and beside them.
    public Neighbours neighbours() {
        return neighbours;
    }

    /// Where to report.
    public Problems problems() {
        return problems;
    }

    /// What the artifact refers to, in the order of reading.
    public List<Reference> references() {
        return List.copyOf(references);
    }

    /// Notes what is to be tried when all resources are known.
    public void checks(XmlElement at, ResourceCheck check) {
        checks.add(new Check(at.location(), check));
    }

    /// What is to be tried, in the order of reading.
    public List<Check> checks() {
        return List.copyOf(checks);
    }

    /// Notes that something of that name must exist.
    public void refersTo(Kind kind, String name, XmlElement at) {
        references.add(new Reference(kind, name, at.location()));
    }

    /// Notes that something must exist, if the name is the same for all messages. One that is missing has been
    /// reported by [#required].
    public void refersTo(Kind kind, AttributeValue name, XmlElement at) {
        if (name instanceof AttributeValue.Literal(String literal) && !literal.isEmpty()) {
            refersTo(kind, literal, at);
        }
    }

    /// The name in an attribute, which is noted as that of something that must exist; empty when there is none.
    public Optional<String> reference(XmlElement element, String attribute, Kind kind) {
        Optional<String> name = element.attribute(attribute).filter(text -> !text.isBlank());
        name.ifPresent(found -> refersTo(kind, found, element));
        return name;
    }

    /// Reports at an element.
    public void error(XmlElement at, String text) {
        problems.error(at.location(), text);
    }

    /// Reports something that is known and not supported.
    public void unsupported(XmlElement at, String what) {
        problems.error(at.location(), what + " is not supported");
    }

    /// The attribute; an error when it is missing or blank.
    public String required(XmlElement element, String attribute) {
        Optional<String> value = element.attribute(attribute).filter(text -> !text.isBlank());
        if (value.isEmpty()) {
            error(element, "attribute " + attribute + " is missing; <" + element.localName() + "> needs it");
        }
        return value.orElse("");
    }

    /// The attribute as true or false; an error when it is neither.
    public boolean flag(XmlElement element, String attribute, boolean defaultValue) {
        String text = element.attribute(attribute).map(String::strip).orElse("");
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return text.equalsIgnoreCase("true");
        }
        if (!text.isEmpty()) {
            error(element, "attribute " + attribute + " is '" + text + "'; expected true or false");
        }
        return defaultValue;
    }

    /// The attribute as a whole number, 1 or more; an error when it is none.
    public int count(XmlElement element, String attribute, int defaultValue) {
        String text = element.attribute(attribute).map(String::strip).orElse("");
        if (text.isEmpty()) {
            return defaultValue;
        }
        if (text.matches("[0-9]{1,9}") && Integer.parseInt(text) > 0) {
            return Integer.parseInt(text);
        }
        error(element, "attribute " + attribute + " is '" + text + "'; expected a whole number, 1 or more");
        return defaultValue;
    }

    /// The attribute as an expression; empty when it is missing or, reported, cannot be read.
    public Optional<Expression> expression(XmlElement element, String attribute) {
        return element.attribute(attribute).flatMap(text -> {
            try {
                return Optional.of(Expressions.read(text, element.namespaces()));
            } catch (ExpressionSyntaxException e) {
                error(element, "attribute " + attribute + ": " + e.getMessage());
                return Optional.empty();
            }
        });
    }

    /// A text as an expression; empty when it, reported, cannot be read.
    public Optional<Expression> expressionOf(XmlElement at, String text) {
        try {
            return Optional.of(Expressions.read(text, at.namespaces()));
        } catch (ExpressionSyntaxException e) {
            error(at, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /// A text that may be an expression in braces; when that cannot be read, which is reported, the text.
    public AttributeValue value(XmlElement element, String text) {
        try {
            return AttributeValue.read(text, element.namespaces());
        } catch (ExpressionSyntaxException e) {
            error(element, String.valueOf(e.getMessage()));
            return new AttributeValue.Literal(text);
        }
    }

    /// A text with `${...}` inside; when one of them cannot be read, which is reported, a text of nothing.
    public TextTemplate template(XmlElement element, String text) {
        try {
            return TextTemplate.read(text, element.namespaces());
        } catch (ExpressionSyntaxException e) {
            error(element, String.valueOf(e.getMessage()));
            return new TextTemplate(List.of());
        }
    }

    /// What artifacts find beside them.
    public Surroundings surroundings() {
        return surroundings;
    }

    /// The text with its placeholders filled in; as it is when one is not known, which is reported.
    public String resolve(XmlElement element, String text) {
        try {
            return surroundings.resolve(text);
        } catch (IllegalArgumentException e) {
            error(element, String.valueOf(e.getMessage()));
            return text;
        }
    }

    /// Warns of attributes that nothing reads.
    public void knows(XmlElement element, String... attributes) {
        Set<String> known = new HashSet<>(EVERYWHERE);
        known.addAll(List.of(attributes));
        element.attributes().keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.warning(
                        element.location(),
                        "unknown attribute " + name + " has no effect" + NearestName.hint(name, known)));
    }

    /// Reports child elements that nothing reads.
    public void knowsChildren(XmlElement element, Collection<String> names) {
        element.children().stream()
                .filter(child -> !child.isSynapse() || !names.contains(child.localName()))
                .forEach(child -> error(
                        child,
                        "<" + child.localName() + "> is not supported in <" + element.localName() + ">"
                                + hint(child.localName(), names)));
    }

    /// Checks that an element holds nothing else: warns of attributes, and reports children, that nothing reads.
    public void follows(XmlElement element, Syntax syntax) {
        knows(element, syntax.attributeNames().toArray(String[]::new));
        if (syntax.contents() == Syntax.Contents.CHILDREN) {
            List<String> names = new ArrayList<>(syntax.childNames());
            names.add("description");
            knowsChildren(element, names);
        }
    }

    /// The nearest of the known names; when none is near, all of them.
    protected static String hint(String name, Collection<String> known) {
        String nearest = NearestName.hint(name, known);
        return nearest.isEmpty()
                ? "; supported are " + String.join(", ", known.stream().sorted().toList())
                : nearest;
    }
}
