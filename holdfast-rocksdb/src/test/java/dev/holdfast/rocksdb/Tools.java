// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Programs of the system that tests need. Without them the tests fail: what they prove is proved by nothing
/// else.
final class Tools {

    private Tools() {}

    /// The beginning of a command whose system calls are traced and perhaps made to fail.
    ///
    /// @param options of `strace`
    static List<String> strace(Path output, String... options) throws IOException, InterruptedException {
        run("strace (package strace)", List.of("strace", "--version"));
        List<String> command = new ArrayList<>(List.of("strace", "-f", "--seccomp-bpf", "-o", output.toString()));
        command.addAll(List.of(options));
        return command;
    }

    /// Compiles the disk that forgets.
    ///
    /// @return the library to be preloaded
    static Path forgetfulDisk(Path folder) throws IOException, InterruptedException {
        Path library = folder.resolve("forgetful_disk.so");
        String source =
                Path.of("src", "test", "c", "forgetful_disk.c").toAbsolutePath().toString();
        run(
                "a C compiler (package gcc)",
                List.of(
                        "gcc",
                        "-O1",
                        "-Wall",
                        "-Wextra",
                        "-Werror",
                        "-shared",
                        "-fPIC",
                        "-o",
                        library.toString(),
                        source,
                        "-ldl"));
        return library;
    }

    private static void run(String what, List<String> command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IOException("this test needs " + what + ": " + e.getMessage(), e);
        }
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " has failed: " + output);
        }
    }
}
