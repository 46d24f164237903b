// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/// Reads the pages of a [BackEnd]. Thread-safe.
public final class BackEndClient {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    /// @param port of the back end, on the loopback interface
    public BackEndClient(int port) {
        this.base = "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port;
    }

    /// The numbers of `/stats`.
    public Map<String, Long> stats() {
        return text(get("/stats"))
                .lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> Long.valueOf(pair[1])));
    }

    /// How many different ids have arrived.
    public long distinct() {
        return stats().getOrDefault("distinct", 0L);
    }

    /// All that has arrived.
    public Arrivals arrivals() {
        return Arrivals.fromBytes(get("/arrivals"));
    }

    /// Forgets what has arrived.
    public void reset() {
        get("/reset");
    }

    /// Changes how it answers.
    public void mode(BackEndMode mode) {
        get("/mode?" + mode.query());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    byte[] get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        base + path + " answered " + response.statusCode() + ": " + text(response.body()));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a back end was asked", e);
        }
    }
}
