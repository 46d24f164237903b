// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A RabbitMQ, from the system package `rabbitmq-server`. Everything that it writes is in its folder, and its node
/// has a name, ports and an Erlang port mapper of its own, so that it neither needs nor disturbs one that the
/// system runs.
///
/// The user `guest` with the password `guest` may do everything.
public final class RabbitMqServer extends ProcessServer {

    private static final Path PROGRAMS = Path.of("/usr/lib/rabbitmq/bin");
    private static final String READY = "Server startup complete";

    private final int port;
    private final Path folder;
    private final Map<String, String> environment;
    private final ChildProcess portMapper;

    private RabbitMqServer(int port, Path folder, Map<String, String> more, List<String> configuration) {
        this.port = port;
        this.folder = folder;
        int mapperPort = FreePort.next();
        this.environment = environment(mapperPort, FreePort.next());
        this.environment.putAll(more);
        write("rabbitmq.conf", configuration(configuration));
        // Otherwise the server would start one that outlives it.
        this.portMapper = ChildProcess.start(
                List.of("epmd", "-d", "-address", "127.0.0.1", "-port", Integer.toString(mapperPort)),
                Map.of(),
                "epmd running");
        begin();
    }

    /// Starts a server.
    ///
    /// @param folder for its messages, settings and logs
    /// @param configuration more lines of `rabbitmq.conf`
    public static RabbitMqServer start(Path folder, String... configuration) {
        return new RabbitMqServer(FreePort.next(), folder, Map.of(), List.of(configuration));
    }

    /// Starts a server whose disk is full when that is said.
    ///
    /// @param folder for its messages, settings and logs
    public static RabbitMqServer start(Path folder, FullDisk disk) {
        return new RabbitMqServer(FreePort.next(), folder, disk.environment(), List.of());
    }

    /// Where it listens for AMQP, on 127.0.0.1.
    public int port() {
        return port;
    }

    /// Runs `rabbitmqctl` and waits for its end.
    ///
    /// @throws IllegalStateException when it fails; with what it said
    public void control(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(PROGRAMS.resolve("rabbitmqctl").toString()));
        command.addAll(List.of(arguments));
        try (ChildProcess control = ChildProcess.startUnready(command, environment)) {
            if (control.awaitExit() != 0) {
                throw new IllegalStateException(command + " failed: " + control.lines());
            }
        }
    }

    /// Takes away its disk: from now on it takes no messages.
    public void raiseDiskAlarm() {
        control("set_disk_free_limit", "100000GB");
    }

    /// Gives its disk back.
    public void clearDiskAlarm() {
        control("set_disk_free_limit", "1MB");
    }

    @Override
    public void close() {
        super.close();
        portMapper.close();
    }

    @Override
    ChildProcess launch() {
        return ChildProcess.start(List.of(PROGRAMS.resolve("rabbitmq-server").toString()), environment, READY);
    }

    private Map<String, String> environment(int mapperPort, int distributionPort) {
        Map<String, String> variables = new HashMap<>();
        variables.put("HOME", createdFolder("home"));
        variables.put("RABBITMQ_NODENAME", "holdfast" + port + "@localhost");
        variables.put("RABBITMQ_MNESIA_BASE", createdFolder("data"));
        variables.put("RABBITMQ_LOG_BASE", createdFolder("log"));
        variables.put(
                "RABBITMQ_CONF_ENV_FILE", folder.resolve("rabbitmq-env.conf").toString());
        variables.put("RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq.conf").toString());
        variables.put(
                "RABBITMQ_ADVANCED_CONFIG_FILE",
                folder.resolve("advanced.config").toString());
        variables.put(
                "RABBITMQ_ENABLED_PLUGINS_FILE",
                folder.resolve("enabled_plugins").toString());
        variables.put("RABBITMQ_PID_FILE", folder.resolve("pid").toString());
        variables.put("RABBITMQ_DIST_PORT", Integer.toString(distributionPort));
        variables.put("ERL_EPMD_PORT", Integer.toString(mapperPort));
        variables.put("ERL_EPMD_ADDRESS", "127.0.0.1");
        // The script becomes the server, so that a signal to the process reaches it.
        variables.put("RABBITMQ_ALLOW_INPUT", "1");
        variables.put("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-noinput -kernel inet_dist_use_interface {127,0,0,1}");
        return variables;
    }

    private List<String> configuration(List<String> more) {
        List<String> lines = new ArrayList<>(List.of(
                "listeners.tcp.1 = 127.0.0.1:" + port,
                "log.console = true",
                "log.console.level = info",
                "log.file = false",
                "disk_free_limit.absolute = 1MB",
                "vm_memory_high_watermark.relative = 0.6"));
        lines.addAll(more);
        return lines;
    }

    private String createdFolder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, List<String> lines) {
        try {
            Files.write(folder.resolve(name), lines, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
