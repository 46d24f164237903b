// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import java.util.List;
import java.util.Optional;

/// An application, for operators: an archive, or a project as it lies in its repository.
///
/// @param name of the application
/// @param version of the application; may be empty
/// @param file where it is
/// @param artifacts in it
/// @param state what has become of it
public record ApplicationSummary(String name, String version, String file, List<Member> artifacts, State state) {

    /// What has become of an application.
    public enum State {
        /// All of it is there.
        DEPLOYED,
        /// It was left out as a whole.
        FAULTY,
        /// A project: each artifact stands for itself.
        IN_PARTS
    }

    /// One of its artifacts.
    ///
    /// @param kind what logs call its kind
    /// @param name of the artifact
    /// @param faulty whether it was left out
    public record Member(String kind, String name, boolean faulty) {}

    /// Copies the list.
    public ApplicationSummary {
        artifacts = List.copyOf(artifacts);
    }

    /// What logs call it.
    public String id() {
        return Bundle.id(name, version);
    }

    /// What the log says when all of it is there.
    public Optional<String> deployedLine() {
        return state == State.DEPLOYED
                ? Optional.of("Successfully Deployed Carbon Application : " + id())
                : Optional.empty();
    }
}
