// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// A back end that keeps what it gets and answers as it is told. Thread-safe.
final class RecordingBackEnd implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Queue<Integer> statuses = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch spoken = new CountDownLatch(1);
    private volatile Optional<Integer> outage = Optional.empty();
    private volatile Optional<String> refused = Optional.empty();
    private volatile boolean silent;
    private volatile boolean slow;

    /// One request, and how it was answered; 0 when it was not.
    record Received(String body, String soapAction, String appendId, String attempt, int status) {

        boolean isTaken() {
            return status == 200;
        }
    }

    private RecordingBackEnd(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    static RecordingBackEnd start() {
        return startAt(0);
    }

    /// @param port where it listens; 0 for any that is free
    static RecordingBackEnd startAt(int port) {
        try {
            return new RecordingBackEnd(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// The next requests are answered so; later ones with 200.
    void answerNext(int times, int status) {
        synchronized (statuses) {
            for (int i = 0; i < times; i++) {
                statuses.add(status);
            }
        }
    }

    /// From now on every request is answered so.
    void beginOutage(int status) {
        outage = Optional.of(status);
    }

    /// From now on requests are answered as before.
    void endOutage() {
        outage = Optional.empty();
    }

    /// Requests with that text in their body are answered 500, and that they are not taken.
    void neverTake(String text) {
        refused = Optional.of(text);
    }

    /// Whether requests are left without an answer.
    void setSilent(boolean value) {
        silent = value;
    }

    /// From now on requests are answered when [#speak] is called.
    void holdAnswers() {
        slow = true;
    }

    /// Answers what was held.
    void speak() {
        slow = false;
        spoken.countDown();
    }

    /// All requests, in the order in which they came.
    List<Received> received() {
        return List.copyOf(received);
    }

    /// The bodies of the requests that were answered 200, in the order in which they came.
    List<String> taken() {
        return received().stream().filter(Received::isTaken).map(Received::body).toList();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
        threads.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean answered = !silent;
            Optional<String> refusal = refused.filter(body::contains);
            int status = answered ? outage.orElseGet(() -> refusal.isPresent() ? 500 : nextStatus()) : 0;
            received.add(new Received(
                    body,
                    header(exchange, "SOAPAction"),
                    header(exchange, "Holdfast-Append-Id"),
                    header(exchange, "Holdfast-Attempt"),
                    status));
            if (answered) {
                if (slow) {
                    spoken.await();
                }
                answer(exchange, status, refusal.map(text -> "not " + text).orElse(""));
            } else {
                closed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private int nextStatus() {
        synchronized (statuses) {
            @Nullable Integer status = statuses.poll();
            return status == null ? 200 : status;
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return String.valueOf(exchange.getRequestHeaders().getFirst(name));
    }
}
