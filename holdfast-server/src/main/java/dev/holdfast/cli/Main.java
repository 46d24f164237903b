// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.cli;

import dev.holdfast.server.StartException;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/// The program `holdfast`.
@Command(
        name = "holdfast",
        description = "Guaranteed delivery: what is accepted is delivered.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  stopped in good order, or nothing to complain about",
            "  1  settings or artifacts have errors",
            "  2  the command line is wrong",
            "  3  a port is in use, or an address is none of this machine's",
            "  4  the data folder cannot be written to, or another Holdfast has it",
            "  5  what is in the data folder is damaged",
            "  6  a key store cannot be made or read"
        })
public final class Main {

    private Main() {}

    /// Runs the program; ends the process when the command has ended.
    public static void main(String[] arguments) {
        int status = commandLine(System.getenv(), new Console(System.out::println, System.err::println))
                .execute(arguments);
        System.exit(status);
    }

    /// The command line.
    ///
    /// @param environment where settings are looked for, besides the file
    static CommandLine commandLine(Map<String, String> environment, Console console) {
        CommandLine commands = new CommandLine(new Main())
                .addSubcommand(new RunCommand(environment, console))
                .addSubcommand(new DevCommand(environment, console))
                .addSubcommand(new CheckCommand(environment, console))
                .addSubcommand(new RehearseCommand())
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> explain(failure, console).status())
                .setUsageHelpAutoWidth(true);
        commands.setOut(new PrintWriter(console.outWriter(), true));
        commands.setErr(new PrintWriter(console.errWriter(), true));
        return commands;
    }

    /// What keeps the program from starting is said in words; only what nobody foresaw comes with a stack
    /// trace.
    private static ExitCode explain(Exception failure, Console console) {
        if (failure instanceof StartException start) {
            console.err().accept("holdfast: " + start.getMessage());
            return ExitCode.of(start.reason());
        }
        console.err().accept("holdfast: this is a bug, please report it: " + failure);
        for (StackTraceElement element : failure.getStackTrace()) {
            console.err().accept("    at " + element);
        }
        return ExitCode.BUG;
    }

    /// The version, from the manifest of the jar.
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {
                "holdfast " + (version == null ? "(not packaged)" : version), "Java " + Runtime.version()
            };
        }
    }
}
