// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.artifact.ApplicationSummary.Member;
import dev.holdfast.artifact.ApplicationSummary.State;
import dev.holdfast.resource.Resource;
import dev.holdfast.resource.ResourceKey;
import dev.holdfast.settings.Location;
import dev.holdfast.settings.Problems;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The applications of a folder: which of them are deployed, and what is in them. For one use.
final class Applications {

    private final List<Bundle> bundles;
    private final List<Artifact> artifacts;
    private final Set<String> undone = new HashSet<>();

    Applications(List<Bundle> bundles, List<Artifact> artifacts) {
        this.bundles = bundles;
        this.artifacts = artifacts;
    }

    /// Leaves out every application that has a faulty artifact, and what needs something of it, until no more is left
    /// out.
    void leaveOutFaulty(References references, Problems problems) {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Bundle bundle : bundles) {
                changed |= bundle.unity() == Bundle.Unity.ALL_OR_NOTHING && leaveOut(bundle, problems);
            }
            references.spreadFaults();
        }
    }

    private boolean leaveOut(Bundle bundle, Problems problems) {
        List<Artifact> members = members(bundle);
        long faulty = members.stream().filter(Artifact::isFaulty).count();
        if (faulty == 0 || !undone.add(bundle.id())) {
            return false;
        }
        members.forEach(Artifact::leaveOut);
        problems.error(
                Location.of(bundle.file()),
                "the application " + bundle.id() + " is not deployed: " + faulty + " of its " + members.size()
                        + " artifacts " + (faulty == 1 ? "has" : "have") + " errors, and all of them are left out");
        return true;
    }

    /// What those that are deployed bring to the registry.
    Map<ResourceKey, Resource> resources() {
        Map<ResourceKey, Resource> resources = new LinkedHashMap<>();
        bundles.stream()
                .filter(bundle -> !undone.contains(bundle.id()))
                .forEach(bundle -> bundle.resources().forEach(resources::putIfAbsent));
        return resources;
    }

    /// All of them, for operators.
    List<ApplicationSummary> summaries() {
        return bundles.stream()
                .map(bundle -> new ApplicationSummary(
                        bundle.name(),
                        bundle.version(),
                        bundle.file(),
                        members(bundle).stream()
                                .map(artifact ->
                                        new Member(artifact.kind().label(), artifact.name(), artifact.isFaulty()))
                                .toList(),
                        state(bundle)))
                .toList();
    }

    private State state(Bundle bundle) {
        if (bundle.unity() == Bundle.Unity.EACH_ALONE) {
            return State.IN_PARTS;
        }
        return undone.contains(bundle.id()) ? State.FAULTY : State.DEPLOYED;
    }

    private List<Artifact> members(Bundle bundle) {
        Owner owner = new Owner.OfApplication(bundle.id());
        return artifacts.stream()
                .filter(artifact -> artifact.owner().equals(owner))
                .toList();
    }
}
