// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.mediation.FlowReading;
import dev.holdfast.reading.Kind;
import dev.holdfast.reading.Reading;
import dev.holdfast.settings.Location;
import dev.holdfast.settings.Problem;
import dev.holdfast.settings.Problems;
import dev.holdfast.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One artifact while it is being read: its XML, what is wrong with it, and what it refers to. Not thread-safe.
final class Artifact {

    private final ArtifactKind kind;
    private final String name;
    private final Owner owner;
    private final XmlElement element;
    private final FlowReading reading;
    private final List<Reading.Reference> references = new ArrayList<>();
    private Optional<Artifact> substitute = Optional.empty();
    private boolean leftOut;

    /// @param reading of this artifact alone
    Artifact(ArtifactKind kind, String name, Owner owner, XmlElement element, FlowReading reading) {
        this.kind = kind;
        this.name = name;
        this.owner = owner;
        this.element = element;
        this.reading = reading;
    }

    ArtifactKind kind() {
        return kind;
    }

    String name() {
        return name;
    }

    Owner owner() {
        return owner;
    }

    XmlElement element() {
        return element;
    }

    Location location() {
        return element.location();
    }

    FlowReading reading() {
        return reading;
    }

    /// What is wrong with it alone.
    Problems problems() {
        return reading.problems();
    }

    /// Whether it cannot be deployed.
    boolean isFaulty() {
        return leftOut || problems().hasErrors() || isReplaced();
    }

    /// Leaves it out for what is wrong elsewhere.
    void leaveOut() {
        leftOut = true;
    }

    /// Another of the same name counts instead, as long as that is not faulty.
    void replaceBy(Artifact other) {
        substitute = Optional.of(other);
    }

    private boolean isReplaced() {
        return substitute.isPresent() && !substitute.get().isFaulty();
    }

    /// What must exist for it.
    List<Reading.Reference> references() {
        List<Reading.Reference> all = new ArrayList<>(reading.references());
        all.addAll(references);
        return all;
    }

    /// Notes that something must exist.
    void refersTo(Kind referred, String referredName, Location at) {
        references.add(new Reading.Reference(referred, referredName, at));
    }

    /// As logs speak of it.
    DeployedArtifact deployed() {
        return new DeployedArtifact(kind.label(), name, location().file(), element.toXml());
    }

    /// As operators see it when it is left out.
    FaultyArtifact faulty() {
        List<String> reasons = problems().all().stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .map(Problem::toString)
                .toList();
        return new FaultyArtifact(kind.label(), name, location().file(), reasons);
    }
}
