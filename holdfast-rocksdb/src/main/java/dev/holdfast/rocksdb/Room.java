// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.ledger.Change;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import java.io.IOException;
import java.nio.file.FileStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Whether there is room for more messages. Settling goes on when there is none. Thread-safe.
final class Room {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final RocksDbSettings.Limits limits;
    private final FileStore disk;
    private final Registry registry;
    private final Timer timer;
    private volatile Look look;

    private record Look(Instant at, long freeBytes) {}

    Room(RocksDbSettings.Limits limits, FileStore disk, Registry registry, Timer timer) {
        this.limits = limits;
        this.disk = disk;
        this.registry = registry;
        this.timer = timer;
        this.look = look();
    }

    /// Refuses changes that put messages when there is no room for them.
    ///
    /// @throws StoreException *full*
    void require(List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof Change.Put put) {
                requireSpace(put.store());
                requireNumber(put.store());
            }
        }
    }

    private void requireSpace(String store) {
        if (timer.instant().isAfter(look.at.plus(LOOK_AGAIN))) {
            look = look();
        }
        if (look.freeBytes < limits.reserveBytes()) {
            throw new StoreException(
                    Category.FULL,
                    "store %s takes no more: %d MiB are free on its disk, and %d MiB are kept for settling"
                            .formatted(store, look.freeBytes >> 20, limits.reserveBytes() >> 20));
        }
    }

    private void requireNumber(String store) {
        if (limits.messagesPerStore() == 0) {
            return;
        }
        long held =
                registry.known(store).map(queue -> queue.books().outstanding()).orElse(0L);
        if (held >= limits.messagesPerStore()) {
            throw new StoreException(Category.FULL, "store " + store + " holds " + held + " messages, its limit");
        }
    }

    /// A disk that cannot be asked has no room: better refused than accepted without knowing.
    private Look look() {
        try {
            return new Look(timer.instant(), disk.getUsableSpace());
        } catch (IOException e) {
            return new Look(timer.instant(), 0);
        }
    }
}
