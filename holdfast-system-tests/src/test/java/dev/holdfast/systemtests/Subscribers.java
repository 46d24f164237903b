// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import dev.holdfast.bench.Artifacts;
import dev.holdfast.bench.Program;
import dev.holdfast.servers.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The example of the durable subscriber: its artifacts as they are written, but for the two ports, and two
/// subscribers that come and go.
final class Subscribers implements AutoCloseable {

    private static final Path EXAMPLE = Path.of("..", "examples/durable-subscriber");

    private final Subscriber durable = new Subscriber();
    private final Subscriber other = new Subscriber();
    private final Program program;
    private final Client publisher;
    private final Management management;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// A place where a subscriber may be listening.
    static final class Subscriber {

        private final int port = FreePort.next();
        private Optional<RecordingBackEnd> backEnd = Optional.empty();

        RecordingBackEnd start() {
            stop();
            RecordingBackEnd started = RecordingBackEnd.startAt(port);
            backEnd = Optional.of(started);
            return started;
        }

        void stop() {
            backEnd.ifPresent(RecordingBackEnd::close);
            backEnd = Optional.empty();
        }
    }

    /// @param settings environment variables
    Subscribers(Path folder, Map<String, String> settings) {
        Map<String, String> ports =
                Map.of("localhost:9001", "127.0.0.1:" + durable.port, "localhost:9002", "127.0.0.1:" + other.port);
        Path artifacts = Artifacts.copy(EXAMPLE, folder.resolve("artifacts"), ports);
        Program.Setup setup = Program.Setup.of(artifacts, folder.resolve("data"));
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            setup = setup.with(setting.getKey(), setting.getValue());
        }
        program = Program.start(setup);
        publisher = new Client(program.ports().http());
        management = Management.of(program);
    }

    Subscriber durable() {
        return durable;
    }

    Subscriber other() {
        return other;
    }

    Program program() {
        return program;
    }

    Management management() {
        return management;
    }

    /// The order of the example, for a symbol.
    static String order(String symbol) {
        try {
            return Files.readString(EXAMPLE.resolve("requests/placeOrder.xml")).replace("IBM", symbol);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Client.Answer publish(String symbol) {
        return publisher.send(HttpRequest.newBuilder(publisher.uri("/services/PublishProxy"))
                .header("Content-Type", "text/xml;charset=UTF-8")
                .header("SOAPAction", "\"urn:placeOrder\"")
                .POST(HttpRequest.BodyPublishers.ofString(order(symbol))));
    }

    /// Publishes, and does not wait for the answer.
    CompletableFuture<Client.Answer> publishing(String symbol) {
        return CompletableFuture.supplyAsync(() -> publish(symbol), threads);
    }

    @Override
    public void close() {
        management.close();
        publisher.close();
        program.close();
        durable.stop();
        other.stop();
        threads.shutdownNow();
        threads.close();
    }
}
