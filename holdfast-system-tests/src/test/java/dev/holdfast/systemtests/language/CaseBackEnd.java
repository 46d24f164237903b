// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests.language;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A back end of a case: answers as its script says, the last answer again and again, and keeps what it was asked.
/// Thread-safe.
final class CaseBackEnd implements AutoCloseable {

    /// Nobody listens at its port.
    static final String REFUSE = "refuse";

    /// It takes requests and never answers.
    static final String SILENCE = "silence";

    /// It takes a request and closes the connection.
    static final String CUT = "cut";

    private final List<HttpText> script;
    private final List<HttpText> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Socket reserved = new Socket();
    private final Optional<HttpServer> server;

    private CaseBackEnd(List<HttpText> script) throws IOException {
        this.script = script;
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        if (script.stream().anyMatch(answer -> answer.start().equals(REFUSE))) {
            // Bound but not listening: the port is nobody else's, and connections to it are refused.
            reserved.bind(anyPort);
            server = Optional.empty();
        } else {
            server = Optional.of(HttpServer.create(anyPort, 0));
            server.get().setExecutor(threads);
            server.get().createContext("/", this::handle);
            server.get().start();
        }
    }

    /// @param script its answers; none: 200 without body
    static CaseBackEnd start(List<HttpText> script) {
        try {
            return new CaseBackEnd(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Host and port, for URLs.
    String authority() {
        int port = server.map(listening -> listening.getAddress().getPort()).orElseGet(reserved::getLocalPort);
        return InetAddress.getLoopbackAddress().getHostAddress() + ":" + port;
    }

    /// All requests so far.
    List<HttpText> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        closed.countDown();
        server.ifPresent(listening -> listening.stop(0));
        threads.shutdownNow();
        threads.close();
        try {
            reserved.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpText request = read(exchange);
            int number = Math.min(next.getAndIncrement(), script.size() - 1);
            received.add(request);
            answer(exchange, number < 0 ? HttpText.parse("HTTP/1.1 200 OK", Path.of("")) : script.get(number));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, HttpText answer) throws IOException, InterruptedException {
        switch (answer.start()) {
            case SILENCE -> closed.await();
            case CUT -> {}
            default -> {
                answer.fields().forEach(field -> exchange.getResponseHeaders().add(field.name(), field.value()));
                byte[] body = answer.body().orElse(new byte[0]);
                boolean withBody =
                        body.length > 0 && !exchange.getRequestMethod().equals("HEAD");
                exchange.sendResponseHeaders(answer.status(), withBody ? body.length : -1);
                if (withBody) {
                    exchange.getResponseBody().write(body);
                }
            }
        }
    }

    private static HttpText read(HttpExchange exchange) throws IOException {
        List<HttpText.Field> fields = new ArrayList<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> values.forEach(value -> fields.add(new HttpText.Field(name, value))));
        byte[] body = exchange.getRequestBody().readAllBytes();
        return new HttpText(
                exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                fields,
                List.of(),
                List.of(),
                body.length == 0 ? Optional.empty() : Optional.of(body));
    }
}
