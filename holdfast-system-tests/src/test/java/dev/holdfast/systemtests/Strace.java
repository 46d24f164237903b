// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Watches the system calls of a process that runs, or makes them fail, as long as it is open.
final class Strace implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final Path log;

    private Strace(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// @param options which calls, and what happens to them
    static Strace attach(long pid, Path folder, String... options) {
        Path log = folder.resolve("calls-" + System.nanoTime());
        Path said = folder.resolve("strace-" + System.nanoTime());
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-o", log.toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-p", Long.toString(pid)));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            await().atMost(PATIENCE).until(() -> Files.readString(said).contains("attached"));
            return new Strace(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException("strace is needed: ./verify installs it", e);
        }
    }

    /// Lets the process go, and gives what was seen.
    List<String> detach() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("strace does not end");
            }
            return Files.readAllLines(log, java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while strace ended", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
