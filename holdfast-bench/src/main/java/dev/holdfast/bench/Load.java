// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Posts requests with ids over kept connections, on one thread, and keeps what was answered. When the other
/// side
/// dies it connects again until it is back, and goes on. Thread-safe from outside.
public final class Load {

    private static final long CONNECT_AGAIN_AFTER = Duration.ofMillis(10).toNanos();
    private static final long LAST_ANSWERS_WITHIN = Duration.ofSeconds(15).toNanos();
    private static final int LOOK_EVERY_MILLIS = 20;
    private static final int LOOK_WHEN_BROKEN_EVERY_MILLIS = 5;

    private final LoadPlan plan;
    private final InetSocketAddress address;
    private final Payload payload;
    private final LoadLog log;
    private final Selector selector;
    private final Schedule schedule;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong accepted = new AtomicLong();
    private final Queue<Connection> idle = new ArrayDeque<>();
    private final List<Connection> broken = new ArrayList<>();
    private final Thread thread;
    private int inFlight;

    /// A place in the row of connections; its wire changes when it breaks.
    private final class Connection {
        private final int number;
        private Wire wire;
        private long waitsFor = MessageIds.NONE;
        private long connectAt;

        Connection(int number) throws IOException {
            this.number = number;
            this.wire = newWire();
        }

        private Wire newWire() throws IOException {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return new Wire(channel, channel.register(selector, SelectionKey.OP_CONNECT, this));
        }
    }

    private Load(LoadPlan plan) throws IOException {
        this.plan = plan;
        this.address =
                new InetSocketAddress(plan.target().getHost(), plan.target().getPort());
        this.payload = Payload.soap(plan.target(), plan.bodyBytes());
        this.log = new LoadLog(plan.firstId());
        this.selector = Selector.open();
        this.schedule = Schedule.of(plan, selector::wakeup);
        this.thread = Thread.ofPlatform().name("load").daemon().start(this::loop);
    }

    /// Starts posting.
    public static Load start(LoadPlan plan) {
        try {
            return new Load(plan);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Posts until the plan is done.
    public static LoadLog run(LoadPlan plan) {
        return start(plan).await();
    }

    /// How many got a 2xx so far.
    public long accepted() {
        return accepted.get();
    }

    /// Posts nothing more; waits for the answers that are due, 15 s at most.
    public LoadLog stop() {
        stopped.set(true);
        selector.wakeup();
        return await();
    }

    /// Waits for the end of the plan.
    public LoadLog await() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a load ran", e);
        }
        return log;
    }

    private void loop() {
        try (selector) {
            for (int number = 0; number < plan.connections(); number++) {
                connect(new Connection(number));
            }
            long end = schedule.start() + plan.duration().toNanos();
            while (!stopped.get() && end - System.nanoTime() > 0 && log.count() < plan.count()) {
                postDue();
                turn();
            }
            long hardEnd = System.nanoTime() + LAST_ANSWERS_WITHIN;
            while (inFlight > 0 && hardEnd - System.nanoTime() > 0) {
                turn();
            }
            selector.keys().forEach(key -> ((Connection) key.attachment()).wire.close());
        } catch (IOException e) {
            throw new UncheckedIOException("the load has stopped", e);
        } finally {
            schedule.close();
        }
    }

    private void connect(Connection connection) {
        try {
            connection.wire.connect(address);
        } catch (IOException e) {
            breakDown(connection);
        }
    }

    private void postDue() {
        while (!idle.isEmpty() && log.count() < plan.count()) {
            long now = System.nanoTime();
            if (!schedule.isDue(now)) {
                return;
            }
            post(idle.remove(), schedule.take(now));
        }
    }

    private void post(Connection connection, long sentAt) {
        connection.waitsFor = log.sent(connection.number, sentAt);
        inFlight++;
        try {
            connection.wire.send(payload.with(connection.waitsFor));
        } catch (IOException e) {
            breakDown(connection);
        }
    }

    private void turn() throws IOException {
        selector.select(broken.isEmpty() ? LOOK_EVERY_MILLIS : LOOK_WHEN_BROKEN_EVERY_MILLIS);
        for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
            SelectionKey key = keys.next();
            keys.remove();
            Connection connection = (Connection) key.attachment();
            try {
                handle(connection, key);
            } catch (IOException e) {
                breakDown(connection);
            }
        }
        connectAgain();
    }

    private void handle(Connection connection, SelectionKey key) throws IOException {
        if (!key.isValid()) {
            return;
        }
        if (key.isConnectable()) {
            ((SocketChannel) key.channel()).finishConnect();
            key.interestOps(SelectionKey.OP_READ);
            idle.add(connection);
            return;
        }
        if (key.isWritable()) {
            connection.wire.flush();
        }
        if (key.isReadable()) {
            connection.wire.fill();
            for (var frame = connection.wire.next(); frame.isPresent(); frame = connection.wire.next()) {
                answered(connection, frame.get());
            }
        }
    }

    private void answered(Connection connection, HttpFrame frame) throws IOException {
        int status = HttpFrame.status(connection.wire.bytes());
        connection.wire.consume(frame);
        if (status < 200) {
            return;
        }
        if (connection.waitsFor != MessageIds.NONE) {
            log.answered(connection.waitsFor, status, System.nanoTime());
            connection.waitsFor = MessageIds.NONE;
            inFlight--;
            if (status < 300) {
                accepted.incrementAndGet();
            }
        }
        if (frame.last()) {
            throw new IOException("the server closes the connection");
        }
        idle.add(connection);
    }

    /// What was on its way stays without an answer.
    private void breakDown(Connection connection) {
        connection.wire.close();
        if (connection.waitsFor != MessageIds.NONE) {
            connection.waitsFor = MessageIds.NONE;
            inFlight--;
        }
        idle.remove(connection);
        connection.connectAt = System.nanoTime() + CONNECT_AGAIN_AFTER;
        broken.add(connection);
    }

    private void connectAgain() throws IOException {
        long now = System.nanoTime();
        for (Iterator<Connection> connections = broken.iterator(); connections.hasNext(); ) {
            Connection connection = connections.next();
            if (connection.connectAt - now <= 0) {
                connections.remove();
                connection.wire = connection.newWire();
                connect(connection);
            }
        }
    }
}
