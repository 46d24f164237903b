// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.routing.Route;
import dev.holdfast.settings.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How stores and processors hang together: what can only be seen from above.
final class StoreGraph {

    private final Map<String, Artifact> artifacts;
    private final Map<String, StoreDefinition> stores;

    /// @param artifacts of stores, by name
    /// @param stores that could be read, by name
    StoreGraph(Map<String, Artifact> artifacts, Map<String, StoreDefinition> stores) {
        this.artifacts = artifacts;
        this.stores = stores;
    }

    /// Makes every store faulty that stands in for itself, over however many others.
    void refuseCycles() {
        for (String name : stores.keySet()) {
            List<String> way = wayBackTo(name);
            Artifact artifact = artifacts.get(name);
            if (!way.isEmpty() && artifact != null) {
                artifact.problems()
                        .error(
                                artifact.location(),
                                "the failover stores go round in a circle: " + String.join(" -> ", way));
            }
        }
    }

    /// Warns of failover stores from which nothing comes home, and of stores that several processors empty.
    void warn(List<ProcessorDefinition> processors, Problems problems) {
        for (StoreDefinition store : stores.values()) {
            store.failover()
                    .filter(failover ->
                            processors.stream().noneMatch(processor -> movesHome(processor, failover, store)))
                    .ifPresent(failover -> problems.warning(
                            store.origin().location(),
                            "no failover processor moves messages from '" + failover.store() + "' to '" + store.name()
                                    + "': what fails over stays there"));
        }
        Map<String, String> firstOf = new LinkedHashMap<>();
        for (ProcessorDefinition processor : processors) {
            String first = firstOf.putIfAbsent(processor.store(), processor.name());
            if (first != null) {
                problems.warning(
                        processor.origin().location(),
                        "processor '" + first + "' takes messages from store '" + processor.store()
                                + "' too: each message goes to one of them, and their order is lost");
            }
        }
    }

    private static boolean movesHome(ProcessorDefinition processor, Route.Failover failover, StoreDefinition store) {
        return processor.store().equals(failover.store()) && processor.target().equals(Optional.of(store.name()));
    }

    private List<String> wayBackTo(String name) {
        List<String> way = new ArrayList<>(List.of(name));
        Optional<String> next = failoverOf(name);
        while (next.isPresent() && !way.contains(next.get())) {
            way.add(next.get());
            next = failoverOf(next.get());
        }
        way.add(next.orElse(""));
        return next.equals(Optional.of(name)) ? way : List.of();
    }

    private Optional<String> failoverOf(String name) {
        return Optional.ofNullable(stores.get(name))
                .flatMap(StoreDefinition::failover)
                .map(Route.Failover::store);
    }
}
