// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import dev.holdfast.configuration.Settings;
import dev.holdfast.configuration.SettingsReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A node on free ports of the loopback, with what it said on its console.
public final class TestNode implements AutoCloseable {

    private final Node node;
    private final List<String> console;

    private TestNode(Node node, List<String> console) {
        this.node = node;
        this.console = console;
    }

    /// Starts one.
    ///
    /// @param folder artifacts are in `artifacts`, data in `data`
    public static TestNode start(Path folder) {
        return start(folder, Map.of());
    }

    /// Starts one with more settings.
    ///
    /// @param more variables of the environment
    static TestNode start(Path folder, Map<String, String> more) {
        List<String> console = new ArrayList<>();
        return new TestNode(
                Node.start(NodeOptions.of(settings(folder, more), artifacts(folder), console::add)), console);
    }

    /// Settings for tests.
    ///
    /// @param more variables of the environment
    static Settings settings(Path folder, Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "HOLDFAST_DATA", folder.resolve("data").toString(),
                "HOLDFAST_HTTP_ADDRESS", "127.0.0.1",
                "HOLDFAST_HTTP_PORT", "0",
                "HOLDFAST_HTTPS_PORT", "0",
                "HOLDFAST_MANAGEMENT_PORT", "0",
                "HOLDFAST_METRICS_PORT", "0",
                "HOLDFAST_STOP_WITHIN", "2s"));
        variables.putAll(more);
        return new SettingsReader().environment(variables).settings();
    }

    static Path artifacts(Path folder) {
        try {
            return Files.createDirectories(folder.resolve("artifacts"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The node.
    public Node node() {
        return node;
    }

    /// What it said to the person who started it.
    public List<String> console() {
        return console;
    }

    /// The password of the management API, from the console.
    public String password() {
        return console.stream()
                .filter(line -> line.contains("password "))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        node.close();
    }
}
