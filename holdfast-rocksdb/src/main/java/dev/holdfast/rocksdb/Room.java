// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.ledger.Change;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Whether there is room for more messages. Settling goes on when there is none. Thread-safe.
final class Room {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Path folder;
    private final FileStore disk;
    private final long reserve;
    private final Timer timer;
    private volatile Look look;

    private record Look(Instant at, long freeBytes) {}

    Room(RocksDbSettings settings, FileStore disk, Timer timer) {
        this.folder = settings.folder();
        this.disk = disk;
        this.reserve = settings.limits().reserveBytes();
        this.timer = timer;
        this.look = look();
    }

    /// Refuses changes that put more messages than they remove when there is no room for them. A message that
    /// only goes to another store of this disk is being settled, and the reserve is there for that.
    ///
    /// @throws StoreException *full*
    void require(List<Change> changes) {
        long growth = 0;
        for (Change change : changes) {
            growth += switch (change) {
                case Change.Put _ -> 1;
                case Change.Remove _ -> -1;
                default -> 0;
            };
        }
        if (growth > 0) {
            requireSpace();
        }
    }

    /// Refuses when the reserve has been reached.
    ///
    /// @throws StoreException *full*
    void requireSpace() {
        if (Duration.between(look.at, timer.instant()).abs().compareTo(LOOK_AGAIN) > 0) {
            look = look();
        }
        if (look.freeBytes < reserve) {
            throw new StoreException(
                    Category.FULL,
                    "nothing more is taken: %d MiB are free on the disk of %s, and %d MiB are kept for settling"
                            .formatted(look.freeBytes >> 20, folder, reserve >> 20));
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
