// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.bench.Artifacts;
import dev.holdfast.bench.Program;
import dev.holdfast.servers.ActiveMqBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The example of guaranteed delivery with failover: a broker in a process of its own, a back end, and Holdfast
/// with
/// the artifacts as they are written, but for the two ports and what a test changes by its word.
final class Scenario implements AutoCloseable {

    static final String PROXY = "/services/Proxy1";
    /// Twenty messages a second instead of one.
    static final Map<String, String> QUICKLY =
            Map.of("<parameter name=\"interval\">1000</parameter>", "<parameter name=\"interval\">50</parameter>");

    private static final Path EXAMPLE = Path.of("..", "examples/guaranteed-delivery-failover");
    private static final String RETRY = "<parameter name=\"client.retry.interval\">1000</parameter>";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ActiveMqBroker broker;
    private final RecordingBackEnd backEnd;
    private final Program program;
    private final Client client;
    private final Management management;

    private Scenario(Path folder, Map<String, String> changes, List<String> brokerOptions, boolean brokerUp) {
        broker = ActiveMqBroker.start(folder.resolve("broker"), brokerOptions.toArray(String[]::new));
        if (!brokerUp) {
            broker.stop();
        }
        backEnd = RecordingBackEnd.start();
        Map<String, String> all = new HashMap<>(changes);
        all.put("tcp://localhost:61616", broker.url());
        all.put("127.0.0.1:9000", "127.0.0.1:" + backEnd.port());
        Path artifacts = Artifacts.copy(EXAMPLE, folder.resolve("artifacts"), all);
        program = Program.start(Program.Setup.of(artifacts, folder.resolve("data")));
        client = new Client(program.ports().http());
        management = Management.of(program);
    }

    static Scenario start(Path folder) {
        return start(folder, Map.of());
    }

    /// @param changes what is put in place of what in the artifacts
    static Scenario start(Path folder, Map<String, String> changes) {
        return new Scenario(folder, changes, List.of(), true);
    }

    static Scenario startWithoutBroker(Path folder, Map<String, String> changes, String... brokerOptions) {
        return new Scenario(folder, changes, List.of(brokerOptions), false);
    }

    /// Adds parameters to the forwarding processor.
    static Map<String, String> withParameter(String name, String value) {
        return Map.of(RETRY, RETRY + "<parameter name=\"" + name + "\">" + value + "</parameter>");
    }

    static List<String> symbols(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "%s-%03d".formatted(prefix, number))
                .toList();
    }

    ActiveMqBroker broker() {
        return broker;
    }

    RecordingBackEnd backEnd() {
        return backEnd;
    }

    Program program() {
        return program;
    }

    Management management() {
        return management;
    }

    Client.Answer post(String symbol) {
        return client.post(PROXY, Client.getQuote(symbol));
    }

    /// Kills Holdfast and starts it again on the same data.
    void killAndRestart() {
        program.kill();
        program.restart();
        management.awaitBack();
    }

    /// Waits until the back end has taken these, and nothing else, in this order.
    void awaitTaken(List<String> symbols) {
        List<String> bodies = symbols.stream().map(Client::getQuote).toList();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(backEnd.taken()).containsExactlyElementsOf(bodies));
    }

    /// Waits until a store misses so many messages: 0 when its books balance.
    void awaitUnaccounted(String store, double expected) {
        String sample = "{store=\"" + store + "\"}";
        await().atMost(PATIENCE).untilAsserted(() -> {
            Map<String, Double> ofStore = new TreeMap<>(program.metrics());
            ofStore.keySet().removeIf(name -> !name.endsWith(sample));
            assertThat(ofStore).containsEntry("holdfast_store_unaccounted" + sample, expected);
        });
    }

    @Override
    public void close() {
        management.close();
        client.close();
        program.close();
        backEnd.close();
        broker.close();
    }
}
