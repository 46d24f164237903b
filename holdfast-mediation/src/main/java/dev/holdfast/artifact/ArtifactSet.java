// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.mediation.Deployment;
import dev.holdfast.settings.Problem;
import java.util.ArrayList;
import java.util.List;

/// What a folder of artifacts comes to. Immutable. Whatever has an error, or needs something that has one, is left out
/// of everything but the report.
///
/// @param report what there is to say about it
/// @param stores message stores; those that others fail over to are among them
/// @param processors message processors
/// @param deployment all other definitions
public record ArtifactSet(
        Report report, List<StoreDefinition> stores, List<ProcessorDefinition> processors, Deployment deployment) {

    /// What there is to say about the artifacts of a folder.
    ///
    /// @param problems all of them, by file and line
    /// @param deployed what is there, in the order of reading
    /// @param faulty what is left out
    /// @param applications archives and projects
    public record Report(
            List<Problem> problems,
            List<DeployedArtifact> deployed,
            List<FaultyArtifact> faulty,
            List<ApplicationSummary> applications) {

        /// Copies the lists.
        public Report {
            problems = List.copyOf(problems);
            deployed = List.copyOf(deployed);
            faulty = List.copyOf(faulty);
            applications = List.copyOf(applications);
        }
    }

    /// Copies the lists.
    public ArtifactSet {
        stores = List.copyOf(stores);
        processors = List.copyOf(processors);
    }

    /// What is wrong, by file and line.
    public List<Problem> problems() {
        return report.problems();
    }

    /// What the log says of each artifact and each archive that is there.
    public List<String> deployedLines() {
        List<String> lines = new ArrayList<>();
        report.deployed().forEach(artifact -> lines.add(artifact.deployedLine()));
        report.applications().forEach(application -> application.deployedLine().ifPresent(lines::add));
        return lines;
    }

    /// Whether an artifact is left out.
    public boolean hasErrors() {
        return problems().stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }
}
