// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.settings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects problems, so that all of them are reported at once. Not thread-safe.
public final class Problems {

    private final List<Problem> found = new ArrayList<>();

    /// Adds an error.
    public void error(Location location, String text) {
        found.add(new Problem(Problem.Severity.ERROR, location, text));
    }

    /// Adds a warning.
    public void warning(Location location, String text) {
        found.add(new Problem(Problem.Severity.WARNING, location, text));
    }

    /// Adds everything that another collection holds.
    public void addAll(Problems other) {
        found.addAll(other.found);
    }

    /// All problems, by file and line, those of one line in the order in which they were found.
    public List<Problem> all() {
        return found.stream()
                .sorted(Comparator.comparing(
                                (Problem problem) -> problem.location().file())
                        .thenComparingInt(problem -> problem.location().line()))
                .toList();
    }

    /// Whether there is an error among them.
    public boolean hasErrors() {
        return found.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }
}
