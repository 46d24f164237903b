// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/// An HTTP back end that counts what arrives, on one thread. Usage: `BackEnd [PORT]`; it says `Back end is up
/// on PORT`.
///
/// It takes every POST and notes the id in its body ([MessageIds]) and the moment. Its own pages are read with
/// GET:
///
/// | page | |
/// |---|---|
/// | `/stats` | `requests`, `taken`, `distinct`, `failed`, `unmarked`, `spanMillis`, a line each |
/// | `/arrivals` | id and moment of all it has taken, in order, 8 bytes each |
/// | `/reset` | forgets all, takes messages again |
/// | `/mode?status=500&times=4&every=1&delay=20` | see [BackEndMode] |
public final class BackEnd implements AutoCloseable {

    private static final byte[] TAKEN = answer(
            200,
            "text/xml; charset=UTF-8",
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><taken/></s:Body></s:Envelope>"
                    .getBytes(StandardCharsets.US_ASCII));
    private static final int BACKLOG = 1024;

    private final Selector selector;
    private final ServerSocketChannel server;
    private final Deque<Held> held = new ArrayDeque<>();
    private final Thread thread;
    private volatile boolean closed;
    private BackEndMode mode = BackEndMode.TAKING;
    private Arrivals arrivals = new Arrivals();
    private long requests;
    private long requestsInMode;
    private long failed;
    private long failedInMode;
    private long unmarked;

    /// An answer that waits for its time.
    private record Held(Wire wire, Optional<ByteBuffer> answer, long dueAt) {}

    private BackEnd(Selector selector, ServerSocketChannel server) {
        this.selector = selector;
        this.server = server;
        this.thread = Thread.ofPlatform().name("back end").daemon().start(this::loop);
    }

    /// Runs one until the process ends.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        BackEnd backEnd = start(arguments.length == 0 ? 9000 : Integer.parseInt(arguments[0]));
        System.out.println("Back end is up on " + backEnd.port());
        backEnd.thread.join();
    }

    /// Starts one in this process.
    ///
    /// @param port on the loopback interface; 0 for any that is free
    /// @throws IOException when the port cannot be had
    public static BackEnd start(int port) throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        return new BackEnd(selector, server);
    }

    /// Where it listens.
    public int port() {
        return server.socket().getLocalPort();
    }

    /// Closes the port and all connections.
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        try (selector;
                server) {
            while (!closed) {
                answerHeld();
                selector.select(held.isEmpty() ? 0 : 1);
                handleReady();
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the back end has stopped", e);
        }
    }

    private void handleReady() throws IOException {
        for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
            SelectionKey key = keys.next();
            keys.remove();
            if (key.isValid() && key.isAcceptable()) {
                accept();
            } else if (key.isValid()) {
                serve((Wire) key.attachment(), key);
            }
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = server.accept();
        if (channel != null) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            key.attach(new Wire(channel, key));
        }
    }

    private void serve(Wire wire, SelectionKey key) {
        try {
            if (key.isWritable()) {
                wire.flush();
            }
            if (key.isReadable()) {
                wire.fill();
                for (var frame = wire.next(); frame.isPresent() && wire.isOpen(); frame = wire.next()) {
                    handle(wire, frame.get());
                    wire.consume(frame.get());
                }
            }
        } catch (IOException e) {
            // The client has gone; what it sent in full has been noted.
            wire.close();
        }
    }

    private void handle(Wire wire, HttpFrame frame) throws IOException {
        Optional<String> target = HttpFrame.getTarget(wire.bytes());
        if (target.isPresent()) {
            wire.send(ByteBuffer.wrap(page(target.get())));
            return;
        }
        Optional<ByteBuffer> answer = take(frame.id(wire.bytes()));
        if (mode.delay().isZero()) {
            answer(wire, answer);
        } else {
            held.add(new Held(wire, answer, System.nanoTime() + mode.delay().toNanos()));
        }
    }

    private Optional<ByteBuffer> take(long id) {
        requests++;
        requestsInMode++;
        if (mode.fails(requestsInMode, failedInMode)) {
            failed++;
            failedInMode++;
            return mode.status() == 0
                    ? Optional.empty()
                    : Optional.of(ByteBuffer.wrap(answer(mode.status(), "text/plain", new byte[0])));
        }
        if (id == MessageIds.NONE) {
            unmarked++;
        } else {
            arrivals.add(id, System.nanoTime());
        }
        return Optional.of(ByteBuffer.wrap(TAKEN));
    }

    private static void answer(Wire wire, Optional<ByteBuffer> answer) throws IOException {
        if (answer.isPresent()) {
            wire.send(answer.get());
        } else {
            wire.close();
        }
    }

    private void answerHeld() {
        long now = System.nanoTime();
        while (!held.isEmpty() && held.element().dueAt - now <= 0) {
            Held due = held.remove();
            try {
                answer(due.wire, due.answer);
            } catch (IOException e) {
                // The client has gone.
                due.wire.close();
            }
        }
    }

    private byte[] page(String target) {
        try {
            return page(Query.parse(target));
        } catch (IllegalArgumentException e) {
            return answer(400, "text/plain", String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
        }
    }

    private byte[] page(Query query) {
        return switch (query.path()) {
            case "/stats" -> answer(200, "text/plain", stats().getBytes(StandardCharsets.US_ASCII));
            case "/arrivals" -> answer(200, "application/octet-stream", arrivals.toBytes());
            case "/reset" -> {
                arrivals = new Arrivals();
                requests = 0;
                failed = 0;
                unmarked = 0;
                yield set(BackEndMode.TAKING);
            }
            case "/mode" -> set(BackEndMode.parse(query));
            default -> answer(404, "text/plain", new byte[0]);
        };
    }

    private byte[] set(BackEndMode next) {
        mode = next;
        requestsInMode = 0;
        failedInMode = 0;
        return answer(200, "text/plain", next.query().getBytes(StandardCharsets.US_ASCII));
    }

    private String stats() {
        return """
                requests=%d
                taken=%d
                distinct=%d
                failed=%d
                unmarked=%d
                spanMillis=%d
                """.formatted(
                        requests, arrivals.count(), arrivals.distinct(), failed, unmarked, arrivals.span() / 1_000_000);
    }

    private static byte[] answer(int status, String type, byte[] body) {
        byte[] head = "HTTP/1.1 %d Any\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                .formatted(status, type, body.length)
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .array();
    }
}
