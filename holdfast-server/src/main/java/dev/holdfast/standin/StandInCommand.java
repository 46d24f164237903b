// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.standin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The command that starts a stand-in: in a session of its own, so that a Ctrl-C or a kill that is meant for
/// Holdfast
/// does not reach it.
final class StandInCommand {

    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final Path libraries;

    StandInCommand(Path libraries) {
        this.libraries = libraries;
    }

    Process start(StandIn standIn, Path folder) throws IOException {
        List<String> words = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            words.add(SETSID.toString());
        }
        words.addAll(words(standIn));
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        ProcessBuilder.Redirect log =
                ProcessBuilder.Redirect.appendTo(logFile(standIn, folder).toFile());
        if (standIn.console()) {
            builder.inheritIO();
        } else {
            builder.redirectOutput(log).redirectError(log);
        }
        return builder.start();
    }

    Path logFile(StandIn standIn, Path folder) {
        return folder.resolve(standIn.name() + ".log");
    }

    /// The command as a person types it.
    String line(StandIn standIn, Path folder) {
        String command = words(standIn).stream().map(StandInCommand::quoted).collect(Collectors.joining(" "));
        return standIn.console()
                ? command
                : command + " >> " + quoted(logFile(standIn, folder).toString()) + " 2>&1 &";
    }

    /// A word that a shell takes as it is.
    private static String quoted(String word) {
        return word.matches("[\\w./:=+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private List<String> words(StandIn standIn) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                libraries.resolve("*").toString(),
                standIn.mainClass()));
        words.addAll(standIn.arguments());
        return words;
    }
}
