// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import dev.holdfast.configuration.Settings;
import dev.holdfast.deployment.Application;
import java.nio.file.Path;
import java.util.function.Consumer;

/// What a node is started with.
///
/// @param artifacts the folder of the artifacts
/// @param console takes what is for the person who starts it, a line at a time
/// @param beforeStores called when the artifacts have been read and nothing has been opened yet
public record NodeOptions(
        Settings settings, Path artifacts, Consumer<String> console, Consumer<Application> beforeStores) {

    /// Nothing happens before the stores are opened.
    public static NodeOptions of(Settings settings, Path artifacts, Consumer<String> console) {
        return new NodeOptions(settings, artifacts, console, application -> {});
    }
}
