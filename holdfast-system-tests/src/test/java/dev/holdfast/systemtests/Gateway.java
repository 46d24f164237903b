// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.bench.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Holdfast with artifacts that a test writes, and a back end, without a broker.
final class Gateway implements AutoCloseable {

    static final String PATH = "/services/Orders";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RecordingBackEnd backEnd;
    private final Program program;
    private final Client client;

    private Gateway(RecordingBackEnd backEnd, Program program) {
        this.backEnd = backEnd;
        this.program = program;
        this.client = new Client(program.ports().http());
    }

    /// The usual artifacts: a proxy that stores in `Waiting`, which is forwarded to the back end.
    ///
    /// @param folder for artifacts and data
    /// @param settings environment variables
    static Gateway start(Path folder, Map<String, String> settings) {
        return start(folder, settings, ArtifactTexts.ordersTo(ArtifactTexts.STORE));
    }

    /// @param artifacts file names and texts; `BACK_END` stands for the address of the back end
    static Gateway start(Path folder, Map<String, String> settings, Map<String, String> artifacts) {
        RecordingBackEnd backEnd = RecordingBackEnd.start();
        return new Gateway(backEnd, Program.start(setup(folder, settings, artifacts, backEnd.port())));
    }

    static Program.Setup setup(
            Path folder, Map<String, String> settings, Map<String, String> artifacts, int backEndPort) {
        write(folder.resolve("artifacts"), artifacts, "127.0.0.1:" + backEndPort);
        Program.Setup setup = Program.Setup.of(folder.resolve("artifacts"), folder.resolve("data"));
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            setup = setup.with(setting.getKey(), setting.getValue());
        }
        return setup;
    }

    static void write(Path folder, Map<String, String> artifacts, String backEnd) {
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, String> artifact : artifacts.entrySet()) {
                Files.writeString(
                        folder.resolve(artifact.getKey()), artifact.getValue().replace("BACK_END", backEnd));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RecordingBackEnd backEnd() {
        return backEnd;
    }

    Program program() {
        return program;
    }

    Client client() {
        return client;
    }

    Client.Answer post(String symbol) {
        return client.post(PATH, Client.getQuote(symbol));
    }

    void awaitTaken(List<String> symbols) {
        List<String> bodies = symbols.stream().map(Client::getQuote).toList();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(backEnd.taken()).containsExactlyElementsOf(bodies));
    }

    double depth(String store) {
        return program.metrics().getOrDefault("holdfast_store_messages{store=\"" + store + "\"}", -1.0);
    }

    @Override
    public void close() {
        client.close();
        program.close();
        backEnd.close();
    }
}
