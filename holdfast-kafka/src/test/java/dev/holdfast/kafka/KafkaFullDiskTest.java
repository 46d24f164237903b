// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.servers.FullDisk;
import dev.holdfast.servers.KafkaServer;
import dev.holdfast.store.FullDiskContract;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreException.Category;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// A broker halts when it cannot write to its disk; somebody makes room and starts it again.
final class KafkaFullDiskTest extends FullDiskContract {

    private static final AtomicInteger TESTS = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static FullDisk disk;

    private static KafkaServer server;

    @BeforeAll
    static void startServer() {
        disk = FullDisk.withRoom();
        server = KafkaServer.start(folder, disk.environment());
    }

    @AfterAll
    static void stopServer() {
        server.close();
        disk.close();
    }

    @Override
    protected MessageStore open() {
        String topic = "full-disk-" + TESTS.incrementAndGet();
        return KafkaFixture.store(
                server.address(),
                NAME,
                "store.kafka.topic",
                topic,
                "store.kafka.group",
                topic,
                "store.kafka.node",
                "tests",
                "store.send.timeout",
                "5000");
    }

    @Override
    protected void fillDisk() {
        disk.fill();
    }

    @Override
    protected void makeRoom() {
        disk.makeRoomFor(server);
    }

    /// It halts without an answer.
    @Override
    protected Category whenFull() {
        return Category.UNKNOWN;
    }

    @Override
    protected String full() {
        return "no broker has answered in time: .*a broker whose disk is full answers no more; its log says so";
    }
}
