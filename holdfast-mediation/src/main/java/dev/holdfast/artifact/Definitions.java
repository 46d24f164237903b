// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.endpoints.EndpointDefinition;
import dev.holdfast.mediation.Deployment;
import dev.holdfast.mediation.LocalEntry;
import dev.holdfast.resource.Registry;
import dev.holdfast.resource.Resource;
import dev.holdfast.resource.ResourceKey;
import dev.holdfast.settings.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Turns artifacts into definitions, kind by kind, and leaves out what is faulty. For one use.
final class Definitions {

    private final ArtifactSurroundings surroundings;
    private final Layout layout;
    private final List<Artifact> artifacts;
    private final Applications applications;
    private final Duration caching;
    private final KnownResources resources;
    private final KeyedArtifacts keyed;
    private final LocalEntryReader entries;
    private final Descriptions descriptions;

    /// What has been read.
    ///
    /// @param artifacts all of them, also those that are left out
    /// @param missing what they name and nothing defines
    record Outcome(ArtifactSet set, List<Artifact> artifacts, List<References.Missing> missing) {}

    private final Map<Artifact, Defined<?>> mediation = new LinkedHashMap<>();
    private final Map<String, StoreDefinition> stores = new LinkedHashMap<>();
    private final Map<String, ProcessorDefinition> processors = new LinkedHashMap<>();

    /// @param sources what the artifacts were found by
    Definitions(ArtifactSurroundings surroundings, Layout layout, Sources sources) {
        this.surroundings = surroundings;
        this.layout = layout;
        this.artifacts = new ArrayList<>(sources.artifacts());
        this.applications = new Applications(layout.bundles(), artifacts);
        this.caching = sources.registryCaching();
        this.resources = new KnownResources(layout.pinned(), registry(applications.resources()));
        sources.neighbours().add(resources);
        this.keyed = new KeyedArtifacts(resources, sources::newReading);
        this.entries =
                new LocalEntryReader(layout.folder(), surroundings.reach().downloads());
        this.descriptions = new Descriptions(entries, sources::newReading);
    }

    /// Reads all of them.
    ///
    /// @param problems those that belong to no artifact; the others are added
    Outcome read(Problems problems) {
        readMediation();
        readStoresAndProcessors();
        readKeyed();
        StoreGraph graph = new StoreGraph(byName(ArtifactKind.MESSAGE_STORE), stores);
        graph.refuseCycles();
        checkEndpoints();
        Clashes.report(mediation);
        References references = new References(artifacts, resources);
        references.check();
        new ResourceChecks(resources).run(artifacts);
        applications.leaveOutFaulty(references, problems);
        leaveOutFaulty();
        graph.warn(List.copyOf(processors.values()), problems);
        artifacts.forEach(artifact -> problems.addAll(artifact.problems()));
        ArtifactSet set = new ArtifactSet(
                report(problems), List.copyOf(stores.values()), List.copyOf(processors.values()), deployment());
        return new Outcome(set, List.copyOf(artifacts), references.missing());
    }

    private ArtifactSet.Report report(Problems problems) {
        return new ArtifactSet.Report(
                problems.all(),
                artifacts.stream()
                        .filter(artifact -> !artifact.isFaulty() && !(artifact.owner() instanceof Owner.OfKey))
                        .map(Artifact::deployed)
                        .toList(),
                artifacts.stream()
                        .filter(artifact -> artifact.problems().hasErrors())
                        .map(Artifact::faulty)
                        .toList(),
                applications.summaries());
    }

    private void checkEndpoints() {
        Map<String, EndpointDefinition> endpoints = new LinkedHashMap<>();
        mediation.forEach((artifact, defined) -> {
            if (defined.definition() instanceof EndpointDefinition endpoint) {
                endpoints.putIfAbsent(artifact.name(), endpoint);
            }
        });
        EndpointGraph graph = new EndpointGraph(byName(ArtifactKind.ENDPOINT), endpoints);
        graph.check();
        byName(ArtifactKind.MESSAGE_PROCESSOR)
                .forEach((name, artifact) -> Optional.ofNullable(processors.get(name))
                        .flatMap(ProcessorDefinition::endpoint)
                        .ifPresent(target -> graph.checkTarget(artifact, target)));
    }

    private void readMediation() {
        for (Artifact artifact : of(ArtifactKind.LOCAL_ENTRY)) {
            entries.read(artifact).ifPresent(entry -> {
                resources.add(entry);
                mediation.put(artifact, new Defined<>(LocalEntry.class, artifact.name(), entry));
            });
        }
        for (ArtifactKind kind : ArtifactKind.values()) {
            of(kind).forEach(this::define);
        }
    }

    private void define(Artifact artifact) {
        Defined.read(artifact)
                .map(defined -> descriptions.load(artifact, defined))
                .ifPresent(defined -> mediation.put(artifact, defined));
    }

    /// What is named by the key of a local entry or of the registry may name more of that.
    private void readKeyed() {
        List<Artifact> found = new ArrayList<>(keyed.inEntries(of(ArtifactKind.LOCAL_ENTRY)));
        found.removeIf(artifact -> byName(artifact.kind()).containsKey(artifact.name()));
        do {
            found.forEach(this::define);
            artifacts.addAll(found);
            found = keyed.namedBy(artifacts);
        } while (!found.isEmpty());
    }

    private void readStoresAndProcessors() {
        StoreReader storeReader = new StoreReader(surroundings.stores(), surroundings.surroundings(), resources);
        of(ArtifactKind.MESSAGE_STORE)
                .forEach(artifact ->
                        storeReader.read(artifact).ifPresent(store -> stores.putIfAbsent(artifact.name(), store)));
        ProcessorReader processorReader = new ProcessorReader(resources);
        of(ArtifactKind.MESSAGE_PROCESSOR)
                .forEach(artifact -> processorReader
                        .read(artifact)
                        .ifPresent(processor -> processors.putIfAbsent(artifact.name(), processor)));
    }

    /// Of two of one name the second is faulty, so what stays is the first.
    private void leaveOutFaulty() {
        mediation.keySet().removeIf(Artifact::isFaulty);
        stores.keySet().retainAll(sound(ArtifactKind.MESSAGE_STORE).keySet());
        processors.keySet().retainAll(sound(ArtifactKind.MESSAGE_PROCESSOR).keySet());
    }

    private Deployment deployment() {
        Deployment.Builder deployment = new Deployment.Builder();
        mediation.values().stream()
                .filter(defined -> defined.isFor(surroundings.serverName()))
                .forEach(defined -> defined.into(deployment));
        return deployment.with(registry(applications.resources())).build();
    }

    private Registry.Places registry(Map<ResourceKey, Resource> archived) {
        return new Registry.Places(surroundings.reach().registry(), layout.mounts(), archived, caching);
    }

    private List<Artifact> of(ArtifactKind kind) {
        return artifacts.stream().filter(artifact -> artifact.kind() == kind).toList();
    }

    private Map<String, Artifact> byName(ArtifactKind kind) {
        return of(kind).stream()
                .collect(Collectors.toMap(Artifact::name, artifact -> artifact, (first, second) -> first));
    }

    private Map<String, Artifact> sound(ArtifactKind kind) {
        return of(kind).stream()
                .filter(artifact -> !artifact.isFaulty())
                .collect(Collectors.toMap(Artifact::name, artifact -> artifact, (first, second) -> first));
    }
}
