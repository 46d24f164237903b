// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A broker of Apache Kafka that is its own controller, from the jars that Maven resolved for this module. It
/// makes no topics by itself.
public final class KafkaServer extends ProcessServer {

    private static final String UP = "Kafka Server started";
    private static final String CLUSTER = "aG9sZGZhc3QtdGVzdHMtMQ";

    private final int port;
    private final Path settings;
    private final Map<String, String> environment;

    private KafkaServer(int port, Path settings, Map<String, String> environment) {
        this.port = port;
        this.settings = settings;
        this.environment = Map.copyOf(environment);
        run("kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", settings.toString());
        begin();
    }

    /// Starts a broker whose listener asks for nothing.
    ///
    /// @param folder for its messages
    /// @param more settings of the broker, in pairs of name and value
    public static KafkaServer start(Path folder, String... more) {
        return start(folder, Map.of(), more);
    }

    /// Starts a broker whose listener asks for nothing, with something in its environment.
    ///
    /// @param folder for its messages
    /// @param environment added to that of this process
    /// @param more settings of the broker, in pairs of name and value
    public static KafkaServer start(Path folder, Map<String, String> environment, String... more) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        int port = FreePort.next();
        return new KafkaServer(port, write(folder, port, FreePort.next(), values), environment);
    }

    /// Starts a broker whose listener wants a user `holdfast` with the password `secret` (SASL, PLAIN).
    public static KafkaServer startWithPassword(Path folder) {
        return start(
                folder,
                "listener.security.protocol.map",
                "CLIENTS:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "sasl.enabled.mechanisms",
                "PLAIN",
                "sasl.mechanism.inter.broker.protocol",
                "PLAIN",
                "listener.name.clients.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required"
                        + " username=\"holdfast\" password=\"secret\" user_holdfast=\"secret\";");
    }

    /// Where it listens, such as `127.0.0.1:40123`.
    public String address() {
        return "127.0.0.1:" + port;
    }

    private static Path write(Path folder, int port, int controllerPort, Map<String, String> more) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("process.roles", "broker,controller");
        values.put("node.id", "1");
        values.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        values.put("controller.listener.names", "CONTROLLER");
        values.put("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
        values.put("inter.broker.listener.name", "CLIENTS");
        values.put("listeners", "CLIENTS://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        values.put("advertised.listeners", "CLIENTS://127.0.0.1:" + port);
        values.put("log.dirs", folder.resolve("kafka").toString());
        values.put("auto.create.topics.enable", "false");
        values.put("group.initial.rebalance.delay.ms", "0");
        values.put("group.min.session.timeout.ms", "1000");
        // A broker that was killed is let in again only when the controller has given up the one before.
        values.put("broker.session.timeout.ms", "2000");
        values.put("broker.heartbeat.interval.ms", "400");
        for (String internal : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            values.put(internal + ".replication.factor", "1");
            values.put(internal + ".num.partitions", "1");
        }
        values.put("transaction.state.log.min.isr", "1");
        values.put("share.coordinator.state.topic.min.isr", "1");
        values.putAll(more);
        List<String> lines = new ArrayList<>();
        values.forEach((name, value) -> lines.add(name + "=" + value));
        try {
            Files.createDirectories(folder);
            return Files.write(folder.resolve("server.properties"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    ChildProcess launch() {
        return ChildProcess.start(command("kafka.Kafka", settings.toString()), environment, UP);
    }

    private static void run(String main, String... arguments) {
        ChildProcess child = ChildProcess.startUnready(command(main, arguments), Map.of());
        if (child.awaitExit() != 0) {
            throw new IllegalStateException(main + " failed: " + child.lines());
        }
    }

    private static List<String> command(String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx384m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
                "-cp",
                classPath(),
                main));
        command.addAll(List.of(arguments));
        return command;
    }

    /// The build of this module has written it beside the class.
    private static String classPath() {
        try (InputStream written = KafkaServer.class.getResourceAsStream("kafka.classpath")) {
            if (written == null) {
                throw new IllegalStateException("the build has not written kafka.classpath");
            }
            return new String(written.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
