// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// A program in a process of its own, with what it prints. It does not outlive this process, unless this
/// process is
/// killed. Thread-safe.
public final class ChildProgram implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int LINES_KEPT = 50_000;

    private final Process process;
    private final Thread end = Thread.ofPlatform().unstarted(this::destroy);
    private final Deque<String> lines = new ArrayDeque<>();

    private ChildProgram(Process process) {
        this.process = process;
        Runtime.getRuntime().addShutdownHook(end);
        Thread.ofVirtual().name("output of " + process.pid()).start(this::readLines);
    }

    /// Starts a command.
    ///
    /// @param environment added to that of this process
    public static ChildProgram start(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return new ChildProgram(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    /// Starts a class of this program's class path, and waits for the line that says it is ready.
    ///
    /// @param options of the virtual machine
    /// @param arguments of the class
    /// @param ready is in that line
    public static ChildProgram java(List<String> options, Class<?> main, List<String> arguments, String ready) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        ChildProgram child = start(command, Map.of());
        child.await(line -> line.contains(ready));
        return child;
    }

    /// Waits for a line, 40 s at most.
    ///
    /// @throws IllegalStateException when it does not come, or the process ends first
    public void await(Predicate<String> line) {
        Poll.until(() -> !process.isAlive() || lines().stream().anyMatch(line), PATIENCE);
        if (lines().stream().noneMatch(line)) {
            List<String> printed = lines();
            close();
            throw new IllegalStateException("the expected line did not come, but " + printed);
        }
    }

    /// What it has printed, on both outputs; the last 50,000 lines.
    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /// Its process id.
    public long pid() {
        return process.pid();
    }

    /// Whether it runs.
    public boolean isAlive() {
        return process.isAlive();
    }

    /// Stops it with SIGTERM and waits for its end.
    ///
    /// @return its exit code
    public int stop() {
        process.destroy();
        return awaitExit();
    }

    /// Kills it with SIGKILL and waits for its end.
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /// Waits for its end, 40 s at most.
    ///
    /// @return its exit code
    public int awaitExit() {
        try {
            if (!process.waitFor(PATIENCE)) {
                throw new IllegalStateException("process " + process.pid() + " does not end; it said " + lines());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process ended", e);
        }
    }

    /// Kills it, if it runs.
    @Override
    public void close() {
        destroy();
        awaitExit();
        Runtime.getRuntime().removeShutdownHook(end);
    }

    private void destroy() {
        process.destroyForcibly();
    }

    private void readLines() {
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                    if (lines.size() > LINES_KEPT) {
                        lines.remove();
                    }
                }
            }
        } catch (IOException e) {
            synchronized (lines) {
                lines.add("its output ended: " + e.getMessage());
            }
        }
    }
}
