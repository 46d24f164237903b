// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.deployment;

import dev.holdfast.artifact.ArtifactSet;
import dev.holdfast.artifact.DeployedArtifact;
import dev.holdfast.mediation.FlowSource;
import dev.holdfast.mediation.Services;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What begins flows by itself: tasks and inbound endpoints. One change at a time.
final class Sources {

    private final Supplier<Services> services;
    private final Map<Key, FlowSource.Running> running = new LinkedHashMap<>();

    /// What a source is known by: its kind and name, and what its artifact says.
    private record Key(Class<?> kind, String name, Set<String> configurations) {

        static Key of(FlowSource source, ArtifactSet artifacts) {
            Set<String> configurations = artifacts.report().deployed().stream()
                    .filter(artifact -> artifact.name().equals(source.name()))
                    .map(DeployedArtifact::configuration)
                    .collect(Collectors.toSet());
            return new Key(source.getClass(), source.name(), configurations);
        }
    }

    /// @param services what is deployed at the moment
    Sources(Supplier<Services> services) {
        this.services = services;
    }

    /// Starts those that do not run yet.
    void start(ArtifactSet artifacts) {
        for (FlowSource source : artifacts.deployment().flowSources()) {
            Key key = Key.of(source, artifacts);
            if (!running.containsKey(key)) {
                Barrier.run("the start of " + source.name(), () -> running.put(key, source.start(services)));
            }
        }
    }

    /// Stops those that are gone or have changed.
    void stopAffected(ArtifactSet next, Duration within) {
        Set<Key> stay = next.deployment().flowSources().stream()
                .map(source -> Key.of(source, next))
                .collect(Collectors.toSet());
        for (Key key : List.copyOf(running.keySet())) {
            if (!stay.contains(key)) {
                stop(key, within);
            }
        }
    }

    /// Stops all of them, the latest first.
    void stop(Supplier<Duration> within) {
        List.copyOf(running.keySet()).reversed().forEach(key -> stop(key, within.get()));
    }

    private void stop(Key key, Duration within) {
        FlowSource.Running source = running.remove(key);
        if (source != null) {
            Barrier.run("the stop of " + key.name, () -> source.stop(within));
        }
    }
}
