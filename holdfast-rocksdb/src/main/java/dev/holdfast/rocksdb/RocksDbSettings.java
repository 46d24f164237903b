// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import java.nio.file.Path;
import java.time.Duration;

/// How an embedded database is kept.
///
/// @param folder of the database; made when it is missing
/// @param nativeFolder where the native library is unpacked to, once
/// @param limits how much it takes
/// @param retention how long it remembers
public record RocksDbSettings(Path folder, Path nativeFolder, Limits limits, Retention retention) {

    /// How much the database takes.
    ///
    /// @param reserveBytes free space on the disk below which nothing is appended any more, so that what is
    ///     there can still be settled
    /// @param messagesPerStore so many messages fit into a store; 0 for no limit
    /// @param memoryBytes for buffers of writes and a cache of reads, together, outside the heap; from 24 MiB
    public record Limits(long reserveBytes, long messagesPerStore, long memoryBytes) {

        private static final long GIB = 1L << 30;
        private static final long LEAST_MEMORY = 24L << 20;

        /// Checks the values.
        ///
        /// @throws IllegalArgumentException when one is out of its range
        public Limits {
            require(reserveBytes >= 0, "reserveBytes", reserveBytes, "0 or more");
            require(messagesPerStore >= 0, "messagesPerStore", messagesPerStore, "0 (no limit) or more");
            require(memoryBytes >= LEAST_MEMORY, "memoryBytes", memoryBytes, LEAST_MEMORY + " or more");
        }

        /// The usual reserve: 1 GiB, or 5 % of a disk that is smaller than 20 GiB.
        public static long usualReserve(long diskBytes) {
            return Math.min(GIB, diskBytes / 20);
        }
    }

    /// How long the database remembers what is over.
    ///
    /// @param historyAge how long the history of a flow is kept, from its beginning
    /// @param historyBytes how much history is kept; the oldest goes first
    public record Retention(Duration historyAge, long historyBytes) {

        /// Checks the values.
        ///
        /// @throws IllegalArgumentException when one is out of its range
        public Retention {
            require(historyAge.isPositive(), "historyAge", historyAge, "longer than 0");
            require(historyBytes > 0, "historyBytes", historyBytes, "1 or more");
        }
    }

    private static void require(boolean isRight, String name, Object value, String expected) {
        if (!isRight) {
            throw new IllegalArgumentException(name + " is " + value + ", it must be " + expected);
        }
    }
}
