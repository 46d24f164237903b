// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A program in a process of its own, which does not outlive this one: [#close] kills it, and so does the end of
/// this process, unless that is killed itself. Thread-safe.
public final class ChildProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread end = Thread.ofPlatform().unstarted(this::destroy);

    private ChildProcess(Process process) {
        this.process = process;
        Runtime.getRuntime().addShutdownHook(end);
    }

    /// Starts a Java program on the class path of this one and waits for the line that says it is ready.
    ///
    /// @param main the class to run
    /// @param arguments of it
    /// @param ready is in that line
    /// @throws IllegalStateException when the process ends or is silent for two minutes instead
    public static ChildProcess start(Class<?> main, List<String> arguments, String ready) {
        return start(main, arguments, Map.of(), ready);
    }

    /// Starts a Java program on the class path of this one, with something in its environment, and waits for the line
    /// that says it is ready.
    ///
    /// @param main the class to run
    /// @param arguments of it
    /// @param environment added to that of this process
    /// @param ready is in that line
    /// @throws IllegalStateException when the process ends or is silent for two minutes instead
    public static ChildProcess start(
            Class<?> main, List<String> arguments, Map<String, String> environment, String ready) {
        return start(java(main, arguments), environment, ready);
    }

    /// Starts a command and waits for the line that says it is ready.
    ///
    /// @param environment added to that of this process
    /// @param ready is in that line
    /// @throws IllegalStateException when the process ends or is silent for two minutes instead
    public static ChildProcess start(List<String> command, Map<String, String> environment, String ready) {
        ChildProcess child = launch(command, environment);
        CountDownLatch decided = new CountDownLatch(1);
        child.readLines(line -> line.contains(ready), decided);
        child.await(decided, ready);
        return child;
    }

    /// Starts a Java program without waiting.
    public static ChildProcess startUnready(Class<?> main, List<String> arguments) {
        return startUnready(java(main, arguments), Map.of());
    }

    /// Starts a command without waiting.
    ///
    /// @param environment added to that of this process
    public static ChildProcess startUnready(List<String> command, Map<String, String> environment) {
        ChildProcess child = launch(command, environment);
        child.readLines(_ -> false, new CountDownLatch(1));
        return child;
    }

    private static List<String> java(Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        return command;
    }

    private static ChildProcess launch(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return new ChildProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readLines(Predicate<String> ready, CountDownLatch decided) {
        Thread.ofVirtual().name("output of " + process.pid()).start(() -> {
            try (var output = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    lines.add(line);
                    if (ready.test(line)) {
                        decided.countDown();
                    }
                }
            } catch (IOException e) {
                lines.add("output ended: " + e.getMessage());
            } finally {
                decided.countDown();
            }
        });
    }

    private void await(CountDownLatch decided, String ready) {
        try {
            boolean heard = decided.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!heard || lines.stream().noneMatch(line -> line.contains(ready))) {
                process.destroyForcibly();
                throw new IllegalStateException("no line with '" + ready + "' but " + lines);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process started", e);
        }
    }

    /// What it has printed so far, on both outputs.
    public List<String> lines() {
        return List.copyOf(lines);
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

    /// Kills it, and what it has started, with SIGKILL and waits for its end.
    public void kill() {
        destroy();
        awaitExit();
    }

    /// Stops its threads, and those of what it has started, where they are (SIGSTOP): connections stay open and
    /// silent.
    public void freeze() {
        signal("STOP");
    }

    /// Lets it go on after [#freeze] (SIGCONT).
    public void resume() {
        signal("CONT");
    }

    /// Waits for its end, two minutes at most.
    ///
    /// @return its exit code
    public int awaitExit() {
        try {
            if (!process.waitFor(PATIENCE)) {
                throw new IllegalStateException("process " + process.pid() + " does not end; it said " + lines);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process ended", e);
        }
    }

    /// Kills it, if it runs, whether frozen or not.
    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(end);
    }

    private void destroy() {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
    }

    private void signal(String name) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name, Long.toString(process.pid())));
        process.descendants().forEach(child -> command.add(Long.toString(child.pid())));
        try {
            int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException(command + " failed: " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process was signalled", e);
        }
    }
}
