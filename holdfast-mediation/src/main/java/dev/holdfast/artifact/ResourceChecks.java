// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.reading.Reading;
import dev.holdfast.reading.ResourceCheck;
import dev.holdfast.resource.Resource;
import dev.holdfast.resource.ResourceException;
import java.util.List;
import java.util.Optional;

/// Tries what mediators make of stylesheets and schemas. What is wrong with one is a warning: Synapse deploys such an
/// artifact too, and the resource may be replaced while it runs.
final class ResourceChecks {

    private final KnownResources resources;

    ResourceChecks(KnownResources resources) {
        this.resources = resources;
    }

    void run(List<Artifact> artifacts) {
        for (Artifact artifact : artifacts) {
            for (Reading.Check check : artifact.reading().checks()) {
                for (ResourceCheck.Flaw flaw : Barrier.flaws(check.check(), this::find)) {
                    artifact.problems()
                            .warning(
                                    flaw.location(),
                                    flaw.text() + "; until that is repaired, messages fail at " + check.location());
                }
            }
        }
    }

    /// What cannot be read has been reported.
    private Optional<Resource> find(String key) {
        try {
            return resources.find(key);
        } catch (ResourceException e) {
            return Optional.empty();
        }
    }
}
