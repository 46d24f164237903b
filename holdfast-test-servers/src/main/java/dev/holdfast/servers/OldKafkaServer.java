// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A broker of Kafka 0.10.2, which is too old for our client, with its ZooKeeper. It makes no topics by itself.
public final class OldKafkaServer extends ProcessServer {

    private static final String UP = "[Kafka Server 1], started";

    private final String address;
    private final Path folder;
    private final String zooKeeper = "127.0.0.1:" + FreePort.next();
    private final ChildProcess zooKeeperProcess;

    private OldKafkaServer(Path folder, String address) {
        this.folder = folder;
        this.address = address;
        writeSettings();
        this.zooKeeperProcess = ChildProcess.startUnready(
                command("org.apache.zookeeper.server.ZooKeeperServerMain", file("zookeeper.properties")), Map.of());
        begin();
    }

    /// Starts a broker, with its ZooKeeper.
    ///
    /// @param folder for its messages
    /// @param address where it listens, such as that of a broker that has ended
    public static OldKafkaServer start(Path folder, String address) {
        return new OldKafkaServer(folder, address);
    }

    /// Makes a topic with one partition.
    public void makeTopic(String topic) {
        run(
                "kafka.admin.TopicCommand",
                "--create",
                "--topic",
                topic,
                "--partitions",
                "1",
                "--replication-factor",
                "1",
                "--zookeeper",
                zooKeeper);
    }

    /// How many records were ever put into a topic with one partition.
    public long records(String topic) {
        String said = topic + ":0:";
        return run("kafka.tools.GetOffsetShell", "--topic", topic, "--time", "-1", "--broker-list", address).stream()
                .filter(line -> line.startsWith(said))
                .mapToLong(line -> Long.parseLong(line.substring(said.length())))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        super.close();
        zooKeeperProcess.close();
    }

    @Override
    ChildProcess launch() {
        return ChildProcess.start(command("kafka.Kafka", file("server.properties")), Map.of(), UP);
    }

    private List<String> run(String main, String... arguments) {
        try (ChildProcess child = ChildProcess.startUnready(command(main, arguments), Map.of())) {
            if (child.awaitExit() != 0) {
                throw new IllegalStateException(main + " failed: " + child.lines());
            }
            return child.lines();
        }
    }

    private List<String> command(String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dlog4j.configuration=file:" + file("log4j.properties"),
                "-Dzookeeper.jmx.log4j.disable=true",
                "-cp",
                Installation.classPath(Installation.jars("kafka-old")),
                main));
        command.addAll(List.of(arguments));
        return command;
    }

    private void writeSettings() {
        write(
                "zookeeper.properties",
                "dataDir=" + file("zookeeper"),
                "clientPortAddress=127.0.0.1",
                "clientPort=" + zooKeeper.substring(zooKeeper.indexOf(':') + 1));
        write(
                "server.properties",
                "broker.id=1",
                "listeners=PLAINTEXT://" + address,
                "zookeeper.connect=" + zooKeeper,
                "zookeeper.connection.timeout.ms=60000",
                "log.dirs=" + file("kafka"),
                "auto.create.topics.enable=false");
        write(
                "log4j.properties",
                "log4j.rootLogger=ERROR,console",
                "log4j.logger.kafka.server.KafkaServer=INFO",
                "log4j.appender.console=org.apache.log4j.ConsoleAppender",
                "log4j.appender.console.layout=org.apache.log4j.SimpleLayout");
    }

    private void write(String name, String... lines) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(name), List.of(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }
}
