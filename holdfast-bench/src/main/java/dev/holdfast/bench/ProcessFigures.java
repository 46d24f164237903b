// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// What a process has used so far, as Linux tells it.
///
/// @param processorTime on all cores together
/// @param residentBytes of memory now
/// @param peakBytes the most that was resident
public record ProcessFigures(Duration processorTime, long residentBytes, long peakBytes) {

    private static final int KIBIBYTE = 1024;
    /// Linux counts processor time in hundredths of a second for those who read it.
    private static final long MILLIS_PER_TICK = 10;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    /// Reads those of a process.
    public static ProcessFigures of(long pid) {
        Path folder = Path.of("/proc", Long.toString(pid));
        try {
            String stat = Files.readString(folder.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
            String status = Files.readString(folder.resolve("status"));
            return new ProcessFigures(
                    Duration.ofMillis(ticks * MILLIS_PER_TICK), bytes(status, "VmRSS:"), bytes(status, "VmHWM:"));
        } catch (IOException e) {
            throw new UncheckedIOException("process " + pid + " cannot be measured", e);
        }
    }

    private static long bytes(String status, String field) {
        return status.lines()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBIBYTE)
                .findFirst()
                .orElse(0);
    }
}
