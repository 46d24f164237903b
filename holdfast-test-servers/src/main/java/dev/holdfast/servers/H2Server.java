// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.servers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.h2.tools.Server;

/// An H2 database that listens for other processes.
public final class H2Server extends ProcessServer {

    /// Who may log in: whoever comes first, with all rights.
    public static final String USER = "sa";

    /// What proves that.
    public static final String PASSWORD = "secret";

    private final int port = FreePort.next();
    private final Path folder;
    private final Map<String, String> environment;

    private H2Server(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
        begin();
    }

    /// Starts it.
    ///
    /// @param folder for its files
    public static H2Server start(Path folder) {
        return new H2Server(folder, Map.of());
    }

    /// Starts it with something in its environment.
    ///
    /// @param folder for its files
    /// @param environment added to that of this process
    public static H2Server start(Path folder, Map<String, String> environment) {
        return new H2Server(folder, environment);
    }

    /// The database, for JDBC.
    public String url() {
        return "jdbc:h2:tcp://127.0.0.1:" + port + "/./holdfast";
    }

    @Override
    ChildProcess launch() {
        return ChildProcess.start(
                Server.class,
                List.of("-tcp", "-tcpPort", Integer.toString(port), "-baseDir", folder.toString(), "-ifNotExists"),
                environment,
                "TCP server running");
    }
}
