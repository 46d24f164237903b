// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.servers.FullDisk;
import dev.holdfast.store.FullDiskContract;
import dev.holdfast.store.MessageStore;
import java.util.concurrent.atomic.AtomicInteger;

/// What the store promises on every database whose disk is full. Each test has a table of its own.
abstract class JdbcFullDiskContract extends FullDiskContract {

    private static final AtomicInteger TESTS = new AtomicInteger();

    /// That of the database.
    abstract FullDisk disk();

    abstract JdbcFixture.Access access();

    @Override
    protected MessageStore open() {
        return JdbcFixture.store(access(), NAME, "full_disk_" + TESTS.incrementAndGet());
    }

    @Override
    protected final void fillDisk() {
        disk().fill();
    }

    @Override
    protected final void makeRoom() {
        disk().makeRoom();
    }
}
