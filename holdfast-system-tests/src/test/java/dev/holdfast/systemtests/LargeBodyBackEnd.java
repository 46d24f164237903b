// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A back end that counts large bodies by their first byte and keeps none of them. Thread-safe.
final class LargeBodyBackEnd implements AutoCloseable {

    private static final int SLICE = 64 << 10;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Integer, Long> lengths = new ConcurrentHashMap<>();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile boolean returning;

    private LargeBodyBackEnd(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /// @param port 0 for any that is free
    static LargeBodyBackEnd startAt(int port) {
        try {
            return new LargeBodyBackEnd(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// From now on each request is answered with as many bytes as it had.
    void returnAsMuch() {
        returning = true;
    }

    /// How long the body was whose bytes have that value, for each that came.
    Map<Integer, Long> lengths() {
        return new TreeMap<>(lengths);
    }

    /// How many requests it had at once, at most.
    int mostAtOnce() {
        return most.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        threads.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        try {
            take(exchange);
        } finally {
            now.decrementAndGet();
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream in = exchange.getRequestBody()) {
            int first = in.read();
            long length = first < 0 ? 0 : 1 + in.transferTo(OutputStream.nullOutputStream());
            lengths.put(first, length);
            if (!returning) {
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            exchange.sendResponseHeaders(200, length);
            byte[] slice = new byte[SLICE];
            for (long left = length; left > 0; left -= Math.min(left, SLICE)) {
                exchange.getResponseBody().write(slice, 0, (int) Math.min(left, SLICE));
            }
        }
    }
}
