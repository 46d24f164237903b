// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.servers.ActiveMqBroker;
import dev.holdfast.servers.FullDisk;
import dev.holdfast.store.FullDiskContract;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreException.Category;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// An ActiveMQ Classic that cannot write a message to its disk says so and takes messages again when there is room.
/// When it cannot write those of several connections at the same time, it may stop itself, and somebody starts it
/// again.
final class ActiveMqFullDiskTest extends FullDiskContract {

    private static final AtomicInteger TESTS = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static FullDisk disk;

    private static ActiveMqBroker broker;

    @BeforeAll
    static void startBroker() {
        disk = FullDisk.withRoom();
        broker = ActiveMqBroker.start(folder, disk.environment(), "--journal-file-size=262144");
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
        disk.close();
    }

    @Override
    protected MessageStore open() {
        return JmsFixture.store(
                broker.url(),
                NAME,
                "store.jms.destination",
                "full-disk-" + TESTS.incrementAndGet(),
                "store.send.timeout",
                "5000");
    }

    @Override
    protected void fillDisk() {
        disk.fill();
    }

    @Override
    protected void makeRoom() {
        disk.makeRoomFor(broker);
    }

    /// What it could not write to the end it may find in its journal when it starts again.
    @Override
    protected Category whenFull() {
        return Category.UNKNOWN;
    }

    @Override
    protected String full() {
        return "No space left on device";
    }
}
