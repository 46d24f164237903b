// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What a figure is measured with: a back end in a process of its own, a folder that is deleted afterwards, and
/// Holdfast with one of the bench's artifacts.
final class Environment implements AutoCloseable {

    private static final String BACK_END = "127.0.0.1:9000";
    private static final String BROKER = "127.0.0.1:61616";

    private final Path folder;
    private final ChildProgram backEndProcess;
    private final int backEndPort;

    Environment() {
        this.folder = temporaryFolder();
        this.backEndPort = Program.Ports.free().http();
        this.backEndProcess = ChildProgram.java(
                List.of("-XX:+UseSerialGC", "-Xms256m", "-Xmx256m"),
                BackEnd.class,
                List.of(Integer.toString(backEndPort)),
                "Back end is up on");
    }

    /// The back end's pages.
    BackEndClient backEnd() {
        return new BackEndClient(backEndPort);
    }

    /// Holdfast with artifacts that need no broker, on empty data.
    Program.Setup setup(String artifacts) {
        return setup(artifacts, Map.of(BACK_END, "127.0.0.1:" + backEndPort));
    }

    /// Holdfast with artifacts that name a broker, on empty data.
    Program.Setup setup(String artifacts, int brokerPort) {
        return setup(artifacts, Map.of(BACK_END, "127.0.0.1:" + backEndPort, BROKER, "127.0.0.1:" + brokerPort));
    }

    /// A real broker in a process of its own, with its messages below this environment's folder.
    ChildProgram broker(int port) {
        Path libraries = Program.root().resolve("holdfast-server/target/holdfast/lib/dev");
        ChildProgram broker = ChildProgram.start(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        libraries.resolve("*").toString(),
                        "dev.holdfast.dev.BrokerStandIn",
                        "tcp://127.0.0.1:" + port,
                        folder.resolve("broker").toString(),
                        "--parent=" + ProcessHandle.current().pid()),
                Map.of());
        broker.await(line -> line.contains("Broker is up on"));
        return broker;
    }

    /// A new folder below this environment's.
    ///
    /// @param name how its name begins
    Path newFolder(String name) {
        try {
            return Files.createTempDirectory(folder, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        backEndProcess.close();
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Program.Setup setup(String artifacts, Map<String, String> changes) {
        Path source = Program.root().resolve("holdfast-bench/artifacts").resolve(artifacts);
        try {
            Path own = Files.createTempDirectory(folder, artifacts);
            return Program.Setup.of(Artifacts.copy(source, own.resolve("artifacts"), changes), own.resolve("data"))
                    .with("HOLDFAST_LOG_LEVEL", "WARN");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("holdfast-bench-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
