// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.mediation.Deployment;
import dev.holdfast.settings.Problem;
import java.util.List;

/// What a folder of artifacts comes to. Immutable. Whatever has an error, or needs something that has one, is
/// left
/// out of everything but the problems.
///
/// @param problems all of them, by file and line
/// @param deployedLines what the log says of each artifact that is there, in the order of reading
/// @param stores message stores; those that others fail over to are among them
/// @param processors message processors
/// @param deployment proxies, sequences, endpoints and local entries
public record ArtifactSet(
        List<Problem> problems,
        List<String> deployedLines,
        List<StoreDefinition> stores,
        List<ProcessorDefinition> processors,
        Deployment deployment) {

    /// Copies the lists.
    public ArtifactSet {
        problems = List.copyOf(problems);
        deployedLines = List.copyOf(deployedLines);
        stores = List.copyOf(stores);
        processors = List.copyOf(processors);
    }

    /// Whether an artifact is left out.
    public boolean hasErrors() {
        return problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }
}
