// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL server with one database and one login. It flushes as in production. Its folder is
/// its own, as the server refuses to run as root and then runs as nobody.
public final class PostgresServer extends ProcessServer {

    /// Who may log in, with all rights.
    public static final String USER = "holdfast";

    /// What proves that.
    public static final String PASSWORD = "secret";

    private static final String DATABASE = "postgres";

    private final int port = FreePort.next();
    private final Path programs;
    private final Path folder;
    private final List<String> options;
    private final Map<String, String> environment;

    private PostgresServer(Path programs, List<String> options, Map<String, String> environment) {
        this.programs = programs;
        this.options = List.copyOf(options);
        this.environment = Map.copyOf(environment);
        this.folder = Unprivileged.newFolder("holdfast-postgres");
        initialise();
        begin();
    }

    /// Starts the newest release that the build brings.
    ///
    /// @param options of the server, such as `-c max_connections=20`, each word by itself
    public static PostgresServer start(String... options) {
        return new PostgresServer(PostgresPrograms.unpacked(), List.of(options), Map.of());
    }

    /// Starts it with something in its environment.
    ///
    /// @param environment added to that of this process
    public static PostgresServer start(Map<String, String> environment) {
        return new PostgresServer(PostgresPrograms.unpacked(), List.of(), environment);
    }

    /// The database, for JDBC.
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    /// Where its files are.
    public Path folder() {
        return folder;
    }

    @Override
    public void stop() {
        // SIGTERM would wait for the last client to go; the fast shutdown is SIGINT.
        run(List.of(program("pg_ctl"), "stop", "-D", data(), "-m", "fast", "-w"));
        process().awaitExit();
    }

    /// The server does not start again before the last of its processes has ended.
    @Override
    public void kill() {
        List<ProcessHandle> all = ProcessHandle.of(process().pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .toList();
        super.kill();
        all.forEach(one -> one.onExit().orTimeout(30, TimeUnit.SECONDS).join());
    }

    /// A process that was just about to be made when the server was killed ends by itself, a moment later.
    @Override
    public void restart() {
        for (int tries = 1; ; tries++) {
            try {
                begin();
                return;
            } catch (IllegalStateException e) {
                if (tries == 20 || !String.valueOf(e.getMessage()).contains("is still in use")) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void close() {
        super.close();
        Unprivileged.delete(folder);
    }

    private void initialise() {
        Path password = folder.resolve("password");
        try {
            Files.writeString(password, PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(List.of(
                program("initdb"),
                "--pgdata=" + data(),
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync"));
    }

    @Override
    ChildProcess launch() {
        List<String> command = new ArrayList<>(List.of(
                program("postgres"),
                "-D",
                data(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=on"));
        command.addAll(options);
        return ChildProcess.start(
                Unprivileged.command(command), environment, "database system is ready to accept connections");
    }

    private void run(List<String> command) {
        ChildProcess child = ChildProcess.startUnready(Unprivileged.command(command), Map.of());
        if (child.awaitExit() != 0) {
            throw new IllegalStateException(command + " failed: " + child.lines());
        }
        child.close();
    }

    private String program(String name) {
        return programs.resolve("bin").resolve(name).toString();
    }

    private String data() {
        return folder.resolve("data").toString();
    }
}
