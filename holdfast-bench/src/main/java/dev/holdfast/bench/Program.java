// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import dev.holdfast.servers.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Holdfast itself, as its users start it, on ports of its own. It can be killed and started again on the same
/// data.
/// Not thread-safe.
public final class Program implements AutoCloseable {

    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final Duration REHEARSED_WITHIN = Duration.ofMinutes(3);
    private static final Path SCRIPT = root().resolve("holdfast");
    private static final Path QUICK_START = root().resolve("holdfast-server/target/holdfast/holdfast.aot");
    private static final ReentrantLock REHEARSAL = new ReentrantLock();
    private static final String LOOPBACK = InetAddress.getLoopbackAddress().getHostAddress();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Setup setup;
    private ChildProgram process;

    /// How it is started.
    ///
    /// @param artifacts their folder
    /// @param data its data folder
    /// @param ports where it listens
    /// @param environment further settings, as environment variables
    /// @param prefix a command that runs the program, such as a tracer; empty for none
    public record Setup(Path artifacts, Path data, Ports ports, Map<String, String> environment, List<String> prefix) {

        /// Copies what can change.
        public Setup {
            environment = Map.copyOf(environment);
            prefix = List.copyOf(prefix);
        }

        /// With free ports and nothing else set.
        public static Setup of(Path artifacts, Path data) {
            return new Setup(artifacts, data, Ports.free(), Map.of(), List.of());
        }

        /// With one more setting.
        ///
        /// @param variable such as `HOLDFAST_LOG_LEVEL`
        public Setup with(String variable, String value) {
            Map<String, String> more = new HashMap<>(environment);
            more.put(variable, value);
            return new Setup(artifacts, data, ports, more, prefix);
        }

        /// On another data folder.
        public Setup on(Path folder) {
            return new Setup(artifacts, folder, ports, environment, prefix);
        }

        /// Run by another command.
        public Setup runBy(List<String> command) {
            return new Setup(artifacts, data, ports, environment, command);
        }
    }

    /// Where the program listens, on the loopback interface.
    public record Ports(int http, int management, int metrics) {

        /// Ports that nobody listened on just now.
        public static Ports free() {
            return new Ports(FreePort.next(), FreePort.next(), FreePort.next());
        }
    }

    private Program(Setup setup) {
        this.setup = setup;
        this.process = launch();
    }

    /// Starts it and waits until it is ready.
    ///
    /// @throws IllegalStateException when it is not ready within a minute
    public static Program start(Setup setup) {
        Program program = new Program(setup);
        program.awaitReady();
        return program;
    }

    /// Starts it and does not wait.
    public static Program launch(Setup setup) {
        return new Program(setup);
    }

    /// Starts it again, after it has ended, and waits until it is ready.
    public void restart() {
        process.close();
        process = launch();
        awaitReady();
    }

    /// Kills it with SIGKILL.
    public Verdict.Kill kill() {
        long begun = System.nanoTime();
        process.kill();
        return new Verdict.Kill(begun, System.nanoTime());
    }

    /// Where it listens.
    public Ports ports() {
        return setup.ports();
    }

    /// The process that runs now, or ran last.
    public ChildProgram process() {
        return process;
    }

    /// The samples of its metrics page, by name with labels as they are written there.
    public Map<String, Double> metrics() {
        Map<String, Double> samples = new HashMap<>();
        page("/metrics").body().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int space = line.lastIndexOf(' ');
            samples.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
        });
        return samples;
    }

    /// Whether it says that it is ready.
    public boolean isReady() {
        try {
            return page("/healthz").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /// Waits until it is ready.
    public void awaitReady() {
        boolean decided = Poll.until(() -> !process.isAlive() || isReady(), START_WITHIN);
        if (!decided || !process.isAlive()) {
            List<String> printed = process.lines();
            process.close();
            throw new IllegalStateException("the program is not ready: " + String.join("\n", printed));
        }
    }

    /// Kills it, if it runs.
    @Override
    public void close() {
        process.close();
        http.close();
    }

    /// The project's root folder: where the script is that starts the program.
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("scripts/find-java.sh"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("run this inside the project's folder");
            }
        }
        return folder;
    }

    private HttpResponse<String> page(String path) {
        URI uri = URI.create("http://" + LOOPBACK + ":" + setup.ports().metrics() + path);
        try {
            return http.send(
                    HttpRequest.newBuilder(uri).timeout(ANSWER_WITHIN).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the program was asked", e);
        }
    }

    /// Users start a program that their script has rehearsed; what Maven alone has built was not rehearsed yet.
    private static void rehearse() {
        REHEARSAL.lock();
        try {
            if (!Files.exists(QUICK_START)) {
                rehearseNow();
            }
        } finally {
            REHEARSAL.unlock();
        }
    }

    private static void rehearseNow() {
        try (ChildProgram script =
                ChildProgram.start(List.of(SCRIPT.toString(), "rehearse"), Map.of("HOLDFAST_BUILD", "no"))) {
            Poll.until(() -> !script.isAlive(), REHEARSED_WITHIN);
            if (!Files.exists(QUICK_START)) {
                throw new IllegalStateException("the program cannot be rehearsed: " + script.lines());
            }
        }
    }

    private ChildProgram launch() {
        rehearse();
        List<String> command = new ArrayList<>(setup.prefix());
        command.addAll(List.of(
                SCRIPT.toString(),
                "run",
                setup.artifacts().toString(),
                "--data",
                setup.data().toString()));
        Map<String, String> environment = new HashMap<>(Map.of(
                "HOLDFAST_BUILD",
                "no",
                "HOLDFAST_HTTP_ADDRESS",
                LOOPBACK,
                "HOLDFAST_HTTP_PORT",
                Integer.toString(setup.ports().http()),
                "HOLDFAST_HTTPS_ENABLED",
                "false",
                "HOLDFAST_MANAGEMENT_PORT",
                Integer.toString(setup.ports().management()),
                "HOLDFAST_METRICS_PORT",
                Integer.toString(setup.ports().metrics())));
        environment.putAll(setup.environment());
        return ChildProgram.start(command, environment);
    }
}
