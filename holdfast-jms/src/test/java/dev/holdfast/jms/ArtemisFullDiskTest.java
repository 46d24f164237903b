// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.servers.ArtemisServer;
import dev.holdfast.servers.FullDisk;
import dev.holdfast.store.FullDiskContract;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreException.Category;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// An Artemis stops itself when it cannot write to its disk; somebody makes room and starts it again.
final class ArtemisFullDiskTest extends FullDiskContract {

    private static final AtomicInteger TESTS = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static FullDisk disk;

    private static ArtemisServer broker;

    @BeforeAll
    static void startBroker() {
        disk = FullDisk.withRoom();
        broker = ArtemisServer.start(folder, disk);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
        disk.close();
    }

    @Override
    protected MessageStore open() {
        return ArtemisFixture.store(
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

    /// It stops without an answer.
    @Override
    protected Category whenFull() {
        return Category.UNKNOWN;
    }

    @Override
    protected String full() {
        return "the connection was lost; the log of the broker says why .one whose disk is full";
    }
}
