// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.mediation.FlowReading;
import dev.holdfast.reading.Reading;
import dev.holdfast.resource.Resource;
import dev.holdfast.resource.ResourceException;
import dev.holdfast.xml.XmlElement;
import dev.holdfast.xml.XmlException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.xml.namespace.QName;

/// Sequences and endpoints that are no artifacts of their own, but what a local entry or a resource of the registry
/// holds: they are known by its key. For one use.
final class KeyedArtifacts {

    private static final Set<ArtifactKind> KINDS = Set.of(ArtifactKind.SEQUENCE, ArtifactKind.ENDPOINT);

    private final KnownResources resources;
    private final Supplier<FlowReading> readings;
    private final Set<Reading.Reference> looked = new HashSet<>();

    /// @param readings gives one for each artifact
    KeyedArtifacts(KnownResources resources, Supplier<FlowReading> readings) {
        this.resources = resources;
        this.readings = readings;
    }

    /// Those that the artifacts name and that have not been given yet.
    List<Artifact> namedBy(List<Artifact> artifacts) {
        List<Artifact> found = new ArrayList<>();
        Set<String> known = new HashSet<>();
        artifacts.forEach(artifact -> known.add(artifact.kind() + " " + artifact.name()));
        for (Artifact artifact : List.copyOf(artifacts)) {
            for (Reading.Reference reference : artifact.references()) {
                Optional<ArtifactKind> kind = KINDS.stream()
                        .filter(candidate -> candidate.kind() == reference.kind())
                        .findFirst();
                if (kind.isPresent() && known.add(kind.get() + " " + reference.name()) && looked.add(reference)) {
                    read(kind.get(), reference, artifact).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    /// The sequences and endpoints that local entries hold: a flow may name them although no artifact does.
    List<Artifact> inEntries(List<Artifact> entries) {
        List<Artifact> found = new ArrayList<>();
        for (Artifact entry : entries) {
            entry.element().children().stream()
                    .filter(XmlElement::isSynapse)
                    .findFirst()
                    .flatMap(root -> ArtifactKind.of(root.localName())
                            .filter(KINDS::contains)
                            .map(kind -> artifact(kind, entry.name(), root)))
                    .ifPresent(found::add);
        }
        return found;
    }

    private Optional<Artifact> read(ArtifactKind kind, Reading.Reference reference, Artifact from) {
        try {
            Optional<XmlElement> root = resources.find(reference.name()).map(Resource::xml);
            if (root.isEmpty()) {
                return Optional.empty();
            }
            Optional<ArtifactKind> holds =
                    root.get().isSynapse() ? ArtifactKind.of(root.get().localName()) : Optional.empty();
            if (!holds.equals(Optional.of(kind))) {
                from.problems()
                        .error(
                                reference.location(),
                                "'" + reference.name() + "' holds <"
                                        + root.get().localName() + ">, and no "
                                        + kind.kind().text());
                return Optional.empty();
            }
            return Optional.of(artifact(kind, reference.name(), root.get()));
        } catch (XmlException e) {
            from.problems().error(e.location(), e.text());
        } catch (ResourceException e) {
            from.problems().error(reference.location(), String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    /// What has no name of its own is called by its key.
    private Artifact artifact(ArtifactKind kind, String key, XmlElement root) {
        Map<QName, String> attributes = new LinkedHashMap<>(root.attributeValues());
        attributes.putIfAbsent(new QName(kind.identity()), key);
        XmlElement named = new XmlElement(root.name(), root.location(), attributes, root.content(), root.namespaces());
        return new Artifact(kind, key, new Owner.OfKey(), named, readings.get());
    }
}
