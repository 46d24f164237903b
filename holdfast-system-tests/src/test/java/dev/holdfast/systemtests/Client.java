// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Posts requests to one port as a SOAP client does.
final class Client implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    /// An answer, and how long it took.
    record Answer(int status, String body, String messageId, Duration time, HttpResponse<String> whole) {}

    Client(int port) {
        this.port = port;
    }

    /// The getQuote request of the example, for a symbol.
    static String getQuote(String symbol) {
        try {
            return Files.readString(Path.of("..", "examples/guaranteed-delivery-failover/requests/getQuote.xml"))
                    .replace("IBM", symbol);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer post(String path, String body) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "text/xml; charset=UTF-8")
                .header("SOAPAction", "\"urn:getQuote\"")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer send(HttpRequest.Builder request) {
        long begun = System.nanoTime();
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("Holdfast-Message-Id").orElse(""),
                    Duration.ofNanos(System.nanoTime() - begun),
                    response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a request was posted", e);
        }
    }

    URI uri(String path) {
        return URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port + path);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
