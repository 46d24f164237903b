// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.mediation.Deployment;
import dev.holdfast.mediation.LocalEntry;
import dev.holdfast.settings.Problems;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Turns artifacts into definitions, kind by kind, and leaves out what is faulty. For one use.
final class Definitions {

    private final ArtifactSurroundings surroundings;
    private final Path folder;
    private final List<Artifact> artifacts;

    private final Map<Artifact, Defined<?>> mediation = new LinkedHashMap<>();
    private final Map<String, LocalEntry> localEntries = new LinkedHashMap<>();
    private final Map<String, StoreDefinition> stores = new LinkedHashMap<>();
    private final Map<String, ProcessorDefinition> processors = new LinkedHashMap<>();

    /// @param folder that relative names of files start from
    Definitions(ArtifactSurroundings surroundings, Path folder, List<Artifact> artifacts) {
        this.surroundings = surroundings;
        this.folder = folder;
        this.artifacts = artifacts;
    }

    /// Reads all of them.
    ///
    /// @param problems those that belong to no artifact; the others are added
    ArtifactSet read(Problems problems) {
        readMediation();
        readStoresAndProcessors();
        StoreGraph graph = new StoreGraph(byName(ArtifactKind.MESSAGE_STORE), stores);
        graph.refuseCycles();
        new References(artifacts).check();
        leaveOutFaulty();
        graph.warn(List.copyOf(processors.values()), problems);
        artifacts.forEach(artifact -> problems.addAll(artifact.problems()));
        return new ArtifactSet(
                problems.all(),
                artifacts.stream()
                        .filter(artifact -> !artifact.isFaulty())
                        .map(Artifact::deployedLine)
                        .toList(),
                List.copyOf(stores.values()),
                List.copyOf(processors.values()),
                deployment());
    }

    private void readMediation() {
        LocalEntryReader entries = new LocalEntryReader(folder);
        for (Artifact artifact : of(ArtifactKind.LOCAL_ENTRY)) {
            entries.read(artifact).ifPresent(entry -> {
                localEntries.putIfAbsent(artifact.name(), entry);
                mediation.put(artifact, new Defined<>(LocalEntry.class, artifact.name(), entry));
            });
        }
        for (ArtifactKind kind : ArtifactKind.values()) {
            of(kind).forEach(artifact -> Defined.read(artifact).ifPresent(defined -> mediation.put(artifact, defined)));
        }
    }

    private void readStoresAndProcessors() {
        Map<String, String> texts =
                localEntries.values().stream().collect(Collectors.toMap(LocalEntry::key, LocalEntry::value));
        StoreReader storeReader = new StoreReader(surroundings.stores(), surroundings.surroundings()::resolve, texts);
        of(ArtifactKind.MESSAGE_STORE)
                .forEach(artifact ->
                        storeReader.read(artifact).ifPresent(store -> stores.putIfAbsent(artifact.name(), store)));
        ProcessorReader processorReader = new ProcessorReader(texts);
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
        return deployment.build();
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
