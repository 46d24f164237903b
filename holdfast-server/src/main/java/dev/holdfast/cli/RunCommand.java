// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.cli;

import dev.holdfast.server.Node;
import dev.holdfast.server.NodeOptions;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `holdfast run DIR`.
@Command(
        name = "run",
        description = "Runs the artifacts of a folder. What they name must be there, or is tried again until it is.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class RunCommand implements Callable<Integer> {

    private final Map<String, String> environment;
    private final Console console;

    @Mixin
    private SettingOptions options = new SettingOptions();

    RunCommand(Map<String, String> environment, Console console) {
        this.environment = environment;
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        NodeOptions node = NodeOptions.of(options.settings(environment, console), options.artifacts(), console.out());
        ProcessEnd.serve(() -> Node.start(node)::close);
        return ExitCode.OK.status();
    }
}
