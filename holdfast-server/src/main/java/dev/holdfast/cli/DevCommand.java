// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.cli;

import dev.holdfast.configuration.SettingKey;
import dev.holdfast.configuration.Settings;
import dev.holdfast.server.Node;
import dev.holdfast.server.NodeOptions;
import dev.holdfast.server.StartException;
import dev.holdfast.standin.StandIns;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `holdfast dev DIR`.
@Command(
        name = "dev",
        description = "Like run, with stand-ins for the brokers and back ends on this machine that nobody has started.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class DevCommand implements Callable<Integer> {

    private final Map<String, String> environment;
    private final Console console;

    @Mixin
    private SettingOptions options = new SettingOptions();

    DevCommand(Map<String, String> environment, Console console) {
        this.environment = environment;
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = options.settings(environment, console);
        Path artifacts = options.artifacts();
        Path data = settings.path(SettingKey.DATA)
                .orElse(Path.of(".holdfast"))
                .toAbsolutePath()
                .normalize();
        StandIns standIns = new StandIns(data.resolve("stand-ins"), libraries(), console.out());
        NodeOptions withStandIns = new NodeOptions(settings, artifacts, console.out(), application -> {
            standIns.start(application.brokers(), application.backEnds());
            console.out().accept("To run without stand-ins: ./holdfast run " + artifacts);
        });
        ProcessEnd.serve(() -> {
            Node node = Node.start(withStandIns);
            return () -> {
                node.close();
                standIns.stop();
            };
        });
        return ExitCode.OK.status();
    }

    /// The stand-ins lie beside the jar of this class, in a folder of their own: their libraries are none of
    /// ours.
    private static Path libraries() {
        try {
            URI code = DevCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            Path libraries = Path.of(code).resolveSibling("dev");
            if (Files.isDirectory(libraries)) {
                return libraries;
            }
            throw new StartException(
                    StartException.Reason.SETTINGS,
                    "there are no stand-ins at " + libraries + "; start with ./holdfast, or use `holdfast run`");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path has no place that this class is from", e);
        }
    }
}
