// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.deployment;

import dev.holdfast.artifact.ApplicationSummary;
import dev.holdfast.artifact.DeployedArtifact;
import dev.holdfast.artifact.Snapshot;
import dev.holdfast.settings.Problem;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Says what a change of artifacts was. The lines are upstream's, as people look for them.
final class ChangeReport {

    private static final Logger LOGGER = System.getLogger(ChangeReport.class.getName());
    private static final String INSIDE = "!/";

    private final Application before;
    private final Application after;

    ChangeReport(Application before, Application after) {
        this.before = before;
        this.after = after;
    }

    /// Writes it into the log.
    void log() {
        newProblems().forEach(ChangeReport::log);
        failures().forEach(line -> LOGGER.log(Level.ERROR, line));
        Set<String> needed = new LinkedHashSet<>(after.snapshot().kept().needed());
        before.snapshot().kept().needed().forEach(needed::remove);
        needed.forEach(file -> LOGGER.log(
                Level.WARNING,
                "{0} is gone, but other artifacts need what was in it: it stays until they do not",
                file));
        lines().forEach(line -> LOGGER.log(Level.INFO, line));
    }

    /// What has gone, has changed, and has come.
    List<String> lines() {
        List<DeployedArtifact> old = before.artifacts().report().deployed();
        List<DeployedArtifact> now = after.artifacts().report().deployed();
        List<String> lines = new ArrayList<>();
        for (DeployedArtifact artifact : old.reversed()) {
            if (find(now, artifact).isEmpty()) {
                lines.add(artifact.undeployedLine());
            }
        }
        for (DeployedArtifact artifact : now) {
            Optional<DeployedArtifact> earlier = find(old, artifact);
            if (earlier.isEmpty()) {
                lines.add(artifact.deployedLine());
            } else if (!earlier.get().configuration().equals(artifact.configuration())) {
                lines.add(artifact.updatedLine());
            }
        }
        Set<String> applications = new HashSet<>(applicationLines(before));
        applicationLines(after).stream()
                .filter(line -> !applications.contains(line))
                .forEach(lines::add);
        return lines;
    }

    private static List<String> applicationLines(Application application) {
        return application.artifacts().report().applications().stream()
                .flatMap(summary -> summary.deployedLine().stream())
                .toList();
    }

    private static void log(Problem problem) {
        Level level = problem.severity() == Problem.Severity.ERROR ? Level.ERROR : Level.WARNING;
        LOGGER.log(level, problem.toString());
    }

    /// One line for each file that is newly wrong.
    private List<String> failures() {
        Snapshot.Kept kept = after.snapshot().kept();
        Set<String> files = new LinkedHashSet<>();
        newProblems().stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .forEach(problem -> files.add(fileOf(problem)));
        return files.stream()
                .map(file -> failure(file) + (kept.faulty().contains(file) ? " What was deployed before stays." : ""))
                .toList();
    }

    private static String failure(String file) {
        return file.endsWith(".car")
                ? "Error occurred while deploying Carbon Application from file : " + file + "."
                : "Deployment of the Synapse Artifact from file : " + file + " : Failed!";
    }

    private List<Problem> newProblems() {
        Set<Problem> known = new HashSet<>(before.problems());
        return after.problems().stream()
                .filter(problem -> !known.contains(problem))
                .toList();
    }

    private static String fileOf(Problem problem) {
        String place = problem.location().file();
        int inside = place.indexOf(INSIDE);
        return inside < 0 ? place : place.substring(0, inside);
    }

    private static Optional<DeployedArtifact> find(List<DeployedArtifact> among, DeployedArtifact like) {
        return among.stream().filter(like::isSame).findFirst();
    }

    /// What the log says of applications that are left out.
    static List<String> faultyApplications(Application application) {
        return application.artifacts().report().applications().stream()
                .filter(summary -> summary.state() == ApplicationSummary.State.FAULTY)
                .map(summary -> "Error occurred while deploying Carbon Application : " + summary.id())
                .toList();
    }
}
