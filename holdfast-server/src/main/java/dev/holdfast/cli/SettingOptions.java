// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.cli;

import dev.holdfast.configuration.SettingKey;
import dev.holdfast.configuration.Settings;
import dev.holdfast.configuration.SettingsReader;
import dev.holdfast.server.StartException;
import dev.holdfast.settings.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What all commands that work with artifacts take.
final class SettingOptions {

    private static final String CONFIG_VARIABLE = "HOLDFAST_CONFIG";
    private static final String CONFIG_FILE = "holdfast.toml";

    @Parameters(
            paramLabel = "DIR",
            description = "The artifacts: a folder of XML files or archives (.car), a project, a server's home, or one"
                    + " archive.")
    private Path artifacts = Path.of(".");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The settings. Without it: $HOLDFAST_CONFIG, DIR/holdfast.toml, ./holdfast.toml,"
                    + " whichever is there first.")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where messages are kept. Without it: $HOLDFAST_DATA, data.folder of the settings, .holdfast")
    private @Nullable String data;

    @Option(names = "--offset", paramLabel = "N", description = "Added to every port.")
    private @Nullable String offset;

    SettingOptions() {}

    /// The folder of the artifacts, or one archive.
    ///
    /// @throws StartException when it is not there
    Path artifacts() {
        if (!Files.isDirectory(artifacts) && !isArchive()) {
            throw new StartException(
                    StartException.Reason.SETTINGS,
                    artifacts + (Files.exists(artifacts) ? " is no folder and no archive" : " does not exist")
                            + "; expected a folder with artifacts, or a file *.car");
        }
        return artifacts;
    }

    private Path folder() {
        return isArchive() ? artifacts.resolveSibling(".") : artifacts;
    }

    private boolean isArchive() {
        return artifacts.toString().endsWith(".car") && Files.isRegularFile(artifacts);
    }

    /// The settings, from file, environment and options; logging is set up as they say.
    ///
    /// @throws StartException when something is wrong with them, with everything that is
    Settings settings(Map<String, String> environment, Console console) {
        SettingsReader reader = new SettingsReader().upstream(folder());
        file(environment).ifPresent(reader::file);
        reader.environment(environment);
        if (data != null) {
            reader.option(SettingKey.DATA, data, "--data");
        }
        if (offset != null) {
            reader.option(SettingKey.OFFSET, offset, "--offset");
        }
        List<Problem> problems = reader.problems().all();
        if (reader.problems().hasErrors()) {
            throw new StartException(
                    StartException.Reason.SETTINGS,
                    "the settings have errors:\n"
                            + problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
        problems.forEach(problem -> console.err().accept(problem.toString()));
        Settings settings = reader.settings();
        LogSetup.setLevels(settings.level(SettingKey.LOG_LEVEL), settings.levels(SettingKey.LOGGERS));
        return settings;
    }

    private Optional<Path> file(Map<String, String> environment) {
        if (config != null) {
            return Optional.of(config);
        }
        String named = environment.get(CONFIG_VARIABLE);
        if (named != null && !named.isEmpty()) {
            return Optional.of(Path.of(named));
        }
        Path beside = folder().resolve(CONFIG_FILE);
        Path here = Path.of(CONFIG_FILE);
        return Files.exists(beside) ? Optional.of(beside) : Optional.of(here).filter(Files::exists);
    }
}
