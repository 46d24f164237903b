// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

/// An artifact that is there, as logs speak of it.
///
/// @param kind what logs call its kind
/// @param name of the artifact
/// @param file where it is
/// @param configuration its XML, placeholders not filled in; secrets may be in it
public record DeployedArtifact(String kind, String name, String file, String configuration) {

    /// Whether the other is of the same kind and name.
    public boolean isSame(DeployedArtifact other) {
        return kind.equals(other.kind) && name.equals(other.name);
    }

    /// When it has come.
    public String deployedLine() {
        return kind + " named '" + name + "' has been deployed from file : " + file;
    }

    /// When it has changed.
    public String updatedLine() {
        return shortKind() + ": " + name + " has been updated from the file: " + file;
    }

    /// When it has gone.
    public String undeployedLine() {
        return shortKind() + " named '" + name + "' has been undeployed";
    }

    /// Some kinds are written with a space when they come and without when they change or go: people look for both.
    private String shortKind() {
        return kind.startsWith("Message ") ? kind.replace(" ", "") : kind;
    }

    @Override
    public String toString() {
        return kind + " '" + name + "' from " + file;
    }
}
