// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.cli;

import dev.holdfast.configuration.Settings;
import dev.holdfast.deployment.Application;
import dev.holdfast.deployment.EmbeddedStoreProvider;
import dev.holdfast.settings.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `holdfast check DIR`.
@Command(
        name = "check",
        description = "Reads the artifacts of a folder and lists everything that is wrong with them. Starts nothing.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class CheckCommand implements Callable<Integer> {

    private final Map<String, String> environment;
    private final Console console;

    @Mixin
    private SettingOptions options = new SettingOptions();

    CheckCommand(Map<String, String> environment, Console console) {
        this.environment = environment;
        this.console = console;
    }

    @Override
    public Integer call() {
        Settings settings = options.settings(environment, console);
        Application application = Application.read(options.artifacts(), settings, EmbeddedStoreProvider.forReading());
        List<Problem> problems = application.problems();
        problems.forEach(problem -> console.out().accept(problem.toString()));
        application.outageBudgets().forEach(console.out());
        application.schedules().forEach(console.out());
        long errors = problems.stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .count();
        console.out()
                .accept(count(application.deployed().size(), "artifact") + " can be deployed; " + count(errors, "error")
                        + ", " + count(problems.size() - errors, "warning"));
        return (errors == 0 ? ExitCode.OK : ExitCode.PROBLEMS).status();
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
