// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A MariaDB server with one database and one login. It flushes as in production. Needs the package
/// `mariadb-server`.
public final class MariaDbServer extends ProcessServer {

    /// Who may log in, with all rights.
    public static final String USER = "holdfast";

    /// What proves that.
    public static final String PASSWORD = "secret";

    private static final String DATABASE = "holdfast";

    private final int port = FreePort.next();
    private final Path folder;
    private final List<String> options;
    private final Map<String, String> environment;

    /// A server that starts deletes the temporary tables of all others in the place for temporary files.
    private MariaDbServer(List<String> options, Map<String, String> environment) {
        this.options = List.copyOf(options);
        this.folder = Unprivileged.newFolder("holdfast-mariadb");
        this.environment = new HashMap<>(environment);
        this.environment.put("TMPDIR", folder.toString());
        initialise();
        begin();
    }

    /// Starts it.
    ///
    /// @param options of the server, such as `--max-allowed-packet=1M`
    public static MariaDbServer start(String... options) {
        return new MariaDbServer(List.of(options), Map.of());
    }

    /// Starts it with something in its environment.
    ///
    /// @param environment added to that of this process
    public static MariaDbServer start(Map<String, String> environment) {
        return new MariaDbServer(List.of(), environment);
    }

    /// The database, for JDBC. The server has no certificate.
    public String url() {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + DATABASE + "?sslMode=disable";
    }

    /// Where its files are.
    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        super.close();
        Unprivileged.delete(folder);
    }

    /// The bootstrap mode makes the system tables, the database and the login without listening.
    private void initialise() {
        run(
                environment,
                List.of(
                        "mariadb-install-db",
                        "--no-defaults",
                        "--datadir=" + folder.resolve("data"),
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db",
                        "--user=" + System.getProperty("user.name")));
        try {
            Files.writeString(folder.resolve("init.sql"), """
                    CREATE DATABASE IF NOT EXISTS %1$s;
                    CREATE USER IF NOT EXISTS '%2$s'@'%%' IDENTIFIED BY '%3$s';
                    GRANT ALL PRIVILEGES ON *.* TO '%2$s'@'%%';
                    """.formatted(DATABASE, USER, PASSWORD));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    ChildProcess launch() {
        List<String> command = new ArrayList<>(List.of(
                "mariadbd",
                "--no-defaults",
                "--datadir=" + folder.resolve("data"),
                "--port=" + port,
                "--socket=" + folder.resolve("socket"),
                "--pid-file=" + folder.resolve("pid"),
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                "--init-file=" + folder.resolve("init.sql"),
                "--user=" + System.getProperty("user.name")));
        command.addAll(options);
        return ChildProcess.start(command, environment, "ready for connections");
    }

    private static void run(Map<String, String> environment, List<String> command) {
        ChildProcess child = ChildProcess.startUnready(command, environment);
        if (child.awaitExit() != 0) {
            throw new IllegalStateException(command + " failed: " + child.lines());
        }
        child.close();
    }
}
