// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import java.util.List;

/// How many rows to read at once, so that many small ones come together and few large ones do not fill the memory.
/// Used by one thread.
final class Appetite {

    private static final int MOST_ROWS = 256;
    private static final long BYTES = 8L * 1024 * 1024;

    private int rows = 16;

    /// So many at most.
    int rows() {
        return rows;
    }

    /// Takes into account how large they were.
    void ate(List<Row> read) {
        long bytes = read.stream().mapToLong(row -> row.bytes().length).sum();
        if (bytes > BYTES) {
            rows = Math.max(1, (int) (read.size() * BYTES / bytes));
        } else if (read.size() == rows && bytes < BYTES / 2) {
            rows = Math.min(MOST_ROWS, rows * 2);
        }
    }
}
