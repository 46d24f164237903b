// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import dev.holdfast.servers.ChildProcess;
import dev.holdfast.servers.FreePort;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The programs of the example `reliable-delivery`, each in a process of its own that can be killed and
/// started again. Used by one thread, orders aside.
final class OrderPrograms implements AutoCloseable {

    private static final Path JAR = Path.of("..", "examples/reliable-delivery/target/reliable-delivery.jar")
            .toAbsolutePath()
            .normalize();
    private static final String SAVED = "Saved: ";

    private final Map<String, String> environment;
    private final int storePort = FreePort.next();
    private final int backEndPort = FreePort.next();
    private final Client client = new Client(storePort);
    private final List<ChildProcess> backEnds = new ArrayList<>();
    private final List<ChildProcess> processors = new ArrayList<>();
    private @Nullable ChildProcess store;

    OrderPrograms(String brokerUrl, Path data) {
        this.environment = Map.of(
                "BROKER_URL",
                brokerUrl,
                "DATA",
                data.toString(),
                "BACK_END_URL",
                "http://127.0.0.1:" + backEndPort + "/sales/save-order");
    }

    void startBackEnd(String... settings) {
        backEnds.add(start("SalesBackEnd", backEndPort, "The back end listens", settings));
    }

    void startStore() {
        store = start("OrderStore", storePort, "Orders are taken");
    }

    void startProcessor(String... settings) {
        processors.add(start("OrderProcessor", 0, "Orders are sent to", settings));
    }

    void killBackEnd() {
        backEnds.getLast().kill();
    }

    void killStore() {
        Objects.requireNonNull(store).kill();
    }

    void killProcessor() {
        processors.getLast().kill();
    }

    /// Posts an order.
    Client.Answer order(String text) {
        return client.send(HttpRequest.newBuilder(client.uri("/orders/new-order"))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(text)));
    }

    /// All orders that a back end has saved.
    Set<String> saved() {
        return savings().collect(Collectors.toSet());
    }

    /// How often a back end has saved an order.
    long timesSaved() {
        return savings().count();
    }

    boolean backEndSays(String text) {
        return says(backEnds, text);
    }

    boolean processorSays(String text) {
        return says(processors, text);
    }

    /// All that the programs said, for a test that failed.
    @Override
    public String toString() {
        return Stream.concat(backEnds.stream(), processors.stream())
                .map(process -> String.join("\n", process.lines()))
                .collect(Collectors.joining("\n----\n"));
    }

    @Override
    public void close() {
        client.close();
        Stream.concat(backEnds.stream(), processors.stream()).forEach(ChildProcess::close);
        if (store != null) {
            store.close();
        }
    }

    private Stream<String> savings() {
        return backEnds.stream()
                .flatMap(backEnd -> backEnd.lines().stream())
                .filter(line -> line.contains(SAVED))
                .map(line -> line.substring(line.indexOf(SAVED) + SAVED.length()));
    }

    private static boolean says(List<ChildProcess> programs, String text) {
        return programs.stream().flatMap(program -> program.lines().stream()).anyMatch(line -> line.contains(text));
    }

    private ChildProcess start(String program, int port, String ready, String... settings) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("PORT", Integer.toString(port));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                JAR.toString(),
                "com.example.orders." + program);
        return ChildProcess.start(command, all, ready);
    }
}
