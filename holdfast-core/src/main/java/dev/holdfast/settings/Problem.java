// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.settings;

/// Something that is wrong, or looks wrong, with what a user wrote.
///
/// @param severity whether it can run like this
/// @param location where
/// @param text what was found, what was expected, and the nearest thing that exists, if one is near
public record Problem(Severity severity, Location location, String text) {

    /// Whether it can run like this.
    public enum Severity {
        /// The artifact is not deployed.
        ERROR,
        /// It runs, perhaps not as meant.
        WARNING
    }

    /// One line: place, severity and text.
    @Override
    public String toString() {
        return location + ": " + (severity == Severity.ERROR ? "error: " : "warning: ") + text;
    }
}
