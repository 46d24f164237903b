// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What an element of an artifact may hold. Readers check elements by it, and the reference pages are made from
/// it, so that neither knows anything that the other does not. Immutable.
///
/// @param element its local name
/// @param summary what it does, in a sentence or two
/// @param attributes that it may have, beside those that every element has
/// @param contents what may stand inside
/// @param children named elements that may stand inside
/// @param differences from upstream, each a sentence: how, and why
public record Syntax(
        String element,
        String summary,
        List<Attribute> attributes,
        Contents contents,
        List<Child> children,
        List<String> differences) {

    /// What may stand inside an element.
    public enum Contents {
        /// The named children, nothing else.
        CHILDREN,
        /// Mediators, and the named children.
        MEDIATORS,
        /// Any XML or text.
        ANYTHING
    }

    /// An attribute.
    ///
    /// @param name as it is written
    /// @param use whether it must be there, and what holds when it is not
    /// @param meaning in a few words
    public record Attribute(String name, Use use, String meaning) {}

    /// Whether an attribute must be there.
    public sealed interface Use {

        /// It must.
        record Required() implements Use {}

        /// It need not be; without it something holds.
        ///
        /// @param defaultText what holds; empty for nothing
        record Optional(String defaultText) implements Use {}

        /// It is read and changes nothing.
        record Inert() implements Use {}
    }

    /// A child element.
    ///
    /// @param name as it is written
    /// @param meaning in a few words
    public record Child(String name, String meaning) {}

    /// Copies the lists.
    public Syntax {
        attributes = List.copyOf(attributes);
        children = List.copyOf(children);
        differences = List.copyOf(differences);
    }

    /// An element without attributes and children.
    public static Syntax of(String element, String summary) {
        return new Syntax(element, summary, List.of(), Contents.CHILDREN, List.of(), List.of());
    }

    /// This, with an attribute that must be there.
    public Syntax required(String name, String meaning) {
        return with(new Attribute(name, new Use.Required(), meaning));
    }

    /// This, with an attribute that may be there.
    ///
    /// @param defaultText what holds without it; empty for nothing
    public Syntax optional(String name, String defaultText, String meaning) {
        return with(new Attribute(name, new Use.Optional(defaultText), meaning));
    }

    /// This, with attributes that are accepted and change nothing.
    public Syntax inert(String... names) {
        Syntax result = this;
        for (String name : names) {
            result = result.with(new Attribute(name, new Use.Inert(), "accepted without effect"));
        }
        return result;
    }

    /// This, with a named child element.
    public Syntax child(String name, String meaning) {
        return new Syntax(
                element, summary, attributes, contents, added(children, new Child(name, meaning)), differences);
    }

    /// This, with other contents.
    public Syntax holding(Contents newContents) {
        return new Syntax(element, summary, attributes, newContents, children, differences);
    }

    /// This, with a difference from upstream.
    public Syntax differs(String how) {
        return new Syntax(element, summary, attributes, contents, children, added(differences, how));
    }

    /// The names of all attributes.
    public List<String> attributeNames() {
        return attributes.stream().map(Attribute::name).toList();
    }

    /// The names of the children.
    public List<String> childNames() {
        return children.stream().map(Child::name).toList();
    }

    /// The attribute of that name.
    public Optional<Attribute> attribute(String name) {
        return attributes.stream().filter(known -> known.name().equals(name)).findFirst();
    }

    private Syntax with(Attribute attribute) {
        return new Syntax(element, summary, added(attributes, attribute), contents, children, differences);
    }

    private static <T> List<T> added(List<T> list, T last) {
        return new ArrayList<>(Stream.concat(list.stream(), Stream.of(last)).toList());
    }
}
