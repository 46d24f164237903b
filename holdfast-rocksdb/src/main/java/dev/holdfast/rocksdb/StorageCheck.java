// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;

/// Whether what is flushed to a folder survives a power cut.
///
/// @param verdict as far as can be found out
/// @param reason in a few words
public record StorageCheck(Verdict verdict, String reason) {

    private static final Set<String> MEMORY = Set.of("tmpfs", "ramfs");
    private static final Set<String> DISK = Set.of("ext4", "ext3", "xfs", "btrfs", "zfs", "apfs", "f2fs");
    private static final int FLUSHES = 9;
    private static final long IMPLAUSIBLE_NANOS = 15_000;

    /// An answer.
    public enum Verdict {
        /// It does.
        YES,
        /// It cannot be told from here.
        UNKNOWN,
        /// It does not.
        NO
    }

    /// Looks at the folder: what kind of file system it is on, and whether flushing takes as long as a flush
    /// can.
    public static StorageCheck of(Path folder) throws IOException {
        String type = Files.getFileStore(folder).type();
        if (MEMORY.contains(type)) {
            return new StorageCheck(Verdict.NO, "the data folder is in memory (" + type + ")");
        }
        long nanos = medianFlush(folder);
        if (nanos < IMPLAUSIBLE_NANOS) {
            return new StorageCheck(Verdict.NO, "a flush takes %d µs, which no disk can do".formatted(nanos / 1_000));
        }
        return DISK.contains(type)
                ? new StorageCheck(Verdict.YES, "%s, a flush takes %d µs".formatted(type, nanos / 1_000))
                : new StorageCheck(Verdict.UNKNOWN, "the data folder is on " + type);
    }

    private static long medianFlush(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "flush", ".tmp");
        long[] nanos = new long[FLUSHES];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < FLUSHES; i++) {
                channel.write(ByteBuffer.allocate(512));
                long start = System.nanoTime();
                channel.force(false);
                nanos[i] = System.nanoTime() - start;
            }
        } finally {
            Files.delete(file);
        }
        Arrays.sort(nanos);
        return nanos[FLUSHES / 2];
    }
}
