// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import dev.holdfast.servers.FullDisk;
import dev.holdfast.servers.RabbitMqServer;
import dev.holdfast.store.FullDiskContract;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreException.Category;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// A RabbitMQ stops itself when it cannot write to its disk; somebody makes room and starts it again.
final class RabbitMqFullDiskTest extends FullDiskContract {

    /// As many as there are tests, or more.
    private static final int QUEUES = 5;

    private static final AtomicInteger TESTS = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static FullDisk disk;

    private static RabbitMqServer server;

    @BeforeAll
    static void startServer() {
        disk = FullDisk.withRoom();
        server = RabbitMqServer.start(folder, disk);
        makeQueues();
    }

    /// A RabbitMQ that ends badly within seconds after a queue was made can come back without the queue (decision 16).
    private static void makeQueues() {
        for (int queue = 1; queue <= QUEUES; queue++) {
            try (MessageStore store = open(queue)) {
                store.probe();
            }
        }
        server.stop();
        server.restart();
    }

    @AfterAll
    static void stopServer() {
        server.close();
        disk.close();
    }

    @Override
    protected MessageStore open() {
        return open(TESTS.incrementAndGet());
    }

    private static MessageStore open(int queue) {
        return RabbitMqFixture.store(
                server.port(), NAME, "store.rabbitmq.queue.name", "full-disk-" + queue, "store.send.timeout", "5000");
    }

    @Override
    protected void fillDisk() {
        disk.fill();
    }

    @Override
    protected void makeRoom() {
        disk.makeRoomFor(server);
    }

    /// It stops without an answer.
    @Override
    protected Category whenFull() {
        return Category.UNKNOWN;
    }

    @Override
    protected String full() {
        return "the log of the broker says why .one whose disk is full";
    }
}
