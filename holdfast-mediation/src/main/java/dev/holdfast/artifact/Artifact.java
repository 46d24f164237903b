// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.settings.Location;
import dev.holdfast.settings.NearestName;
import dev.holdfast.settings.Problem;
import dev.holdfast.settings.Problems;
import dev.holdfast.xml.XmlElement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// One artifact while it is being read: its XML, what is wrong with it, and what it refers to. Not thread-safe.
final class Artifact {

    private final ArtifactKind kind;
    private final String name;
    private final XmlElement element;
    private final Problems problems = new Problems();
    private final List<Reference> references = new ArrayList<>();

    /// A name that must exist.
    ///
    /// @param kind of what it names
    /// @param name as written
    /// @param at where
    record Reference(ArtifactKind kind, String name, Location at) {}

    Artifact(ArtifactKind kind, String name, XmlElement element) {
        this.kind = kind;
        this.name = name;
        this.element = element;
    }

    ArtifactKind kind() {
        return kind;
    }

    String name() {
        return name;
    }

    XmlElement element() {
        return element;
    }

    Location location() {
        return element.location();
    }

    /// What is wrong with it alone.
    Problems problems() {
        return problems;
    }

    /// Whether it cannot be deployed.
    boolean isFaulty() {
        return problems.hasErrors();
    }

    /// What must exist for it.
    List<Reference> references() {
        return List.copyOf(references);
    }

    /// Notes that something must exist.
    void refersTo(ArtifactKind referred, String referredName, Location at) {
        references.add(new Reference(referred, referredName, at));
    }

    /// Warns of attributes that have no effect.
    void warnOfUnknownAttributes(Collection<String> known) {
        for (String attribute : element.attributes().keySet()) {
            if (!known.contains(attribute)) {
                problems.warning(
                        location(),
                        "unknown attribute '" + attribute + "' has no effect" + NearestName.hint(attribute, known));
            }
        }
    }

    /// What the log says when it is there.
    String deployedLine() {
        return kind.label() + " named '" + name + "' has been deployed from file : "
                + location().file();
    }

    /// How many errors there are, for tests of progress.
    long errors() {
        return problems.all().stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .count();
    }
}
