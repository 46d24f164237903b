// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.expression.Surroundings;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.reading.Reading;
import dev.holdfast.resource.Registry;
import dev.holdfast.settings.Location;
import dev.holdfast.settings.NearestName;
import dev.holdfast.settings.Problems;
import dev.holdfast.xml.XmlElement;
import dev.holdfast.xml.XmlException;
import dev.holdfast.xml.XmlSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Turns files into artifacts: which kind each is and what it is called. For one use.
final class Sources {

    private static final Set<String> NOT_YET = Set.of("import");
    private static final Set<String> BUILT_IN = Set.of("main", "fault");
    private static final String DEFINITIONS = "definitions";

    private final Problems problems;
    private final Surroundings surroundings;
    private final Map<String, MediatorReader> mediators;
    private final KnownNeighbours neighbours;
    private final List<Artifact> artifacts = new ArrayList<>();
    private final Map<String, Artifact> byName = new LinkedHashMap<>();
    private Duration registryCaching = Registry.Places.USUAL_CACHING;

    /// @param problems where to report what belongs to no artifact
    /// @param mediators that can be read, by their elements
    /// @param neighbours for what artifacts look up in each other
    Sources(
            Problems problems,
            Surroundings surroundings,
            Map<String, MediatorReader> mediators,
            KnownNeighbours neighbours) {
        this.problems = problems;
        this.surroundings = surroundings;
        this.mediators = mediators;
        this.neighbours = neighbours;
    }

    /// Reads the files, in their order.
    Sources read(List<SourceFile> files) {
        files.forEach(this::readFile);
        return this;
    }

    /// What has been read so far.
    List<Artifact> artifacts() {
        return List.copyOf(artifacts);
    }

    /// How long resources of the registry are taken to be unchanged.
    Duration registryCaching() {
        return registryCaching;
    }

    /// What artifacts look up in each other.
    KnownNeighbours neighbours() {
        return neighbours;
    }

    /// The reading of one artifact.
    FlowReading newReading() {
        return new FlowReading(new Problems(), surroundings, mediators, neighbours);
    }

    private void readFile(SourceFile file) {
        try {
            XmlElement root = XmlSource.read(file.name(), file.content().bytes());
            if (!root.isSynapse()) {
                problems.warning(root.location(), "this is no artifact: its namespace is " + root.namespace());
                return;
            }
            if (root.namespace().isEmpty()) {
                problems.warning(
                        root.location(), "the namespace is missing; expected xmlns=\"" + XmlElement.SYNAPSE + "\"");
            }
            if (root.localName().equals(DEFINITIONS)) {
                root.children().forEach(element -> readArtifact(element, file.owner()));
            } else {
                readArtifact(root, file.owner());
            }
        } catch (XmlException e) {
            problems.error(e.location(), e.text());
        } catch (IOException e) {
            problems.error(Location.of(file.name()), "the file cannot be read: " + e.getMessage());
        }
    }

    private void readArtifact(XmlElement element, Owner owner) {
        Optional<ArtifactKind> kind = element.isSynapse() ? ArtifactKind.of(element.localName()) : Optional.empty();
        if (kind.isPresent()) {
            add(kind.get(), element, owner);
        } else if (element.isSynapse() && element.localName().equals("registry")) {
            Reading reading = new FlowReading(problems, surroundings, mediators, neighbours);
            registryCaching = RegistryReader.caching(element, reading, surroundings::resolve);
        } else if (Artifacts.withoutEffect().containsKey(element.localName())) {
            problems.warning(element.location(), "<" + element.localName() + "> has no effect");
        } else {
            problems.error(element.location(), unsupported(element.localName()));
        }
    }

    private static String unsupported(String name) {
        List<String> known = ArtifactKind.elements();
        String nearest = NOT_YET.contains(name) ? "" : NearestName.hint(name, known);
        return "<" + name + "> is not supported" + (NOT_YET.contains(name) ? " yet" : "") + "; supported are "
                + String.join(", ", known) + nearest;
    }

    /// An application may bring another `main` or `fault`.
    private static boolean replaces(Artifact artifact, Artifact first) {
        return artifact.kind() == ArtifactKind.SEQUENCE
                && BUILT_IN.contains(artifact.name())
                && artifact.owner() instanceof Owner.OfApplication
                && first.owner() instanceof Owner.OfFile;
    }

    private void add(ArtifactKind kind, XmlElement element, Owner owner) {
        FlowReading reading = newReading();
        String name = kind.nameOf(reading.required(element, kind.identity()).strip(), element);
        Artifact artifact = new Artifact(kind, name, owner, element, reading);
        artifacts.add(artifact);
        if (kind == ArtifactKind.TEMPLATE) {
            neighbours.add(artifact);
        }
        if (!name.isEmpty()) {
            Artifact first = byName.putIfAbsent(kind + " " + name, artifact);
            if (first != null && replaces(artifact, first)) {
                first.replaceBy(artifact);
                byName.put(kind + " " + name, artifact);
            } else if (first != null) {
                reading.error(
                        element,
                        "there is " + kind.kind().withArticle() + " '" + name + "' already, in "
                                + first.location().file() + ":"
                                + first.location().line());
            }
        }
    }
}
