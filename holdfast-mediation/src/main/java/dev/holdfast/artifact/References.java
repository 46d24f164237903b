// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.processor.ProcessorContext;
import dev.holdfast.reading.Kind;
import dev.holdfast.reading.Reading;
import dev.holdfast.resource.ResourceException;
import dev.holdfast.resource.ResourceKey;
import dev.holdfast.settings.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Sees to it that whatever an artifact names is there. An artifact that needs a faulty one is faulty too.
final class References {

    /// What is there although no artifact defines it.
    private static final Map<Kind, Set<String>> BUILT_IN = Map.of(
            Kind.SEQUENCE, Set.of("main", "fault"),
            Kind.MESSAGE_STORE, Set.of(ProcessorContext.INVALID_MESSAGES),
            Kind.INBOUND_ENDPOINT, Set.of("default"));

    private final List<Artifact> artifacts;
    private final KnownResources resources;
    private final List<Missing> missing = new ArrayList<>();

    /// Something that an artifact names and nothing defines.
    record Missing(Artifact from, Reading.Reference reference) {

        /// What would define it.
        String key() {
            Kind kind = reference.kind() == Kind.RESOURCE ? Kind.LOCAL_ENTRY : reference.kind();
            return References.key(kind, reference.name());
        }
    }

    /// @param resources that references to local entries and the registry may name
    References(List<Artifact> artifacts, KnownResources resources) {
        this.artifacts = artifacts;
        this.resources = resources;
    }

    /// Reports every reference to what is not there, then what follows from that.
    void check() {
        for (Artifact artifact : artifacts) {
            for (Reading.Reference reference : artifact.references()) {
                if (reference.kind() == Kind.RESOURCE) {
                    checkResource(artifact, reference);
                } else if (!names(reference.kind(), artifacts).contains(reference.name())) {
                    missing(artifact, reference);
                }
            }
        }
        spreadFaults();
    }

    /// A flow may put a resource into the registry before another needs it.
    private void checkResource(Artifact artifact, Reading.Reference reference) {
        try {
            if (resources.find(reference.name()).isPresent()
                    || names(Kind.LOCAL_ENTRY, artifacts).contains(reference.name())) {
                return;
            }
            String text = resources.missing(reference.name());
            if (ResourceKey.isOne(reference.name())) {
                artifact.problems().warning(reference.location(), text + " yet");
            } else {
                missing.add(new Missing(artifact, reference));
                artifact.problems().error(reference.location(), text);
            }
        } catch (ResourceException e) {
            artifact.problems().error(reference.location(), String.valueOf(e.getMessage()));
        }
    }

    /// Makes those faulty that need what is faulty, until no more become so.
    void spreadFaults() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Artifact artifact : artifacts) {
                changed |= !artifact.isFaulty() && takesFaults(artifact);
            }
        }
    }

    private boolean takesFaults(Artifact artifact) {
        List<Artifact> sound =
                artifacts.stream().filter(other -> !other.isFaulty()).toList();
        for (Reading.Reference reference : artifact.references()) {
            if (isLost(reference, sound)) {
                artifact.problems()
                        .error(
                                reference.location(),
                                "the " + reference.kind().text() + " '" + reference.name()
                                        + "' is not deployed, as it has errors" + application(reference));
            }
        }
        return artifact.isFaulty();
    }

    private String application(Reading.Reference reference) {
        return artifacts.stream()
                .filter(artifact -> artifact.kind().kind() == reference.kind()
                        && artifact.name().equals(reference.name())
                        && artifact.owner() instanceof Owner.OfApplication)
                .findFirst()
                .map(artifact -> ", or its application has")
                .orElse("");
    }

    private boolean isLost(Reading.Reference reference, List<Artifact> sound) {
        if (reference.kind() == Kind.RESOURCE) {
            return names(Kind.LOCAL_ENTRY, artifacts).contains(reference.name())
                    && !names(Kind.LOCAL_ENTRY, sound).contains(reference.name());
        }
        return !names(reference.kind(), sound).contains(reference.name());
    }

    /// What [#check] found missing.
    List<Missing> missing() {
        return List.copyOf(missing);
    }

    /// A kind and a name as one text.
    static String key(Kind kind, String name) {
        return kind + " " + name;
    }

    private void missing(Artifact artifact, Reading.Reference reference) {
        missing.add(new Missing(artifact, reference));
        artifact.problems()
                .error(
                        reference.location(),
                        "there is no " + reference.kind().text() + " '" + reference.name() + "'"
                                + NearestName.hint(reference.name(), names(reference.kind(), artifacts)));
    }

    private static Collection<String> names(Kind kind, List<Artifact> among) {
        Set<String> names = among.stream()
                .filter(artifact -> artifact.kind().kind() == kind)
                .map(Artifact::name)
                .collect(Collectors.toCollection(TreeSet::new));
        names.addAll(BUILT_IN.getOrDefault(kind, Set.of()));
        return names;
    }
}
