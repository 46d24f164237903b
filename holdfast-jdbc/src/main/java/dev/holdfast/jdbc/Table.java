// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import java.util.List;
import java.util.Optional;

/// The table of a store as it was found, and the statements on it.
///
/// @param dialect of its database
/// @param name as the artifact writes it
/// @param columns as statements write them
/// @param capacity how large a message may be
/// @param identity what tells it from other tables of its server
/// @param warnings what people should know about it
record Table(
        Dialect dialect, TableName name, Columns columns, Capacity capacity, String identity, List<String> warnings) {

    /// More than this is not read into memory, nor written.
    static final long MOST_BYTES = 256L * 1024 * 1024;

    /// The names of the columns, quoted where that is needed.
    ///
    /// @param sequence that of the sequence number, where there is one
    record Columns(String index, String id, String message, Optional<String> sequence) {}

    String insert() {
        String more = columns.sequence.map(column -> ", " + column).orElse("");
        return "INSERT INTO " + name + " (" + columns.id + ", " + columns.message + more + ") VALUES (?, ?"
                + (more.isEmpty() ? "" : ", ?") + ")";
    }

    /// The indexes behind one, in their order, so many at most.
    String indexes() {
        return "SELECT " + columns.index + " FROM " + name + " WHERE " + columns.index + " > ? ORDER BY "
                + columns.index + " LIMIT ?";
    }

    /// The indexes and sequence numbers, in the order of the latter, so many at most.
    String bySequence() {
        String sequence = columns.sequence.orElse(columns.index);
        return "SELECT " + columns.index + ", " + sequence + " FROM " + name + " ORDER BY " + sequence + ", "
                + columns.index + " LIMIT ?";
    }

    /// The rows with these indexes.
    String rows(int count) {
        return selectRow() + " WHERE " + columns.index + " IN (" + marks(count) + ") ORDER BY " + columns.index;
    }

    /// The rows behind an index, in their order, so many at most.
    String rowsBehind() {
        return selectRow() + " WHERE " + columns.index + " > ? ORDER BY " + columns.index + " LIMIT ?";
    }

    /// The first index with one of these ids.
    String indexOf(int count) {
        return "SELECT MIN(" + columns.index + ") FROM " + name + " WHERE " + columns.id + " IN (" + marks(count) + ")";
    }

    String delete(int count) {
        return "DELETE FROM " + name + " WHERE " + columns.index + " IN (" + marks(count) + ")";
    }

    String count() {
        return "SELECT COUNT(*) FROM " + name;
    }

    private String selectRow() {
        return "SELECT " + columns.index + ", " + columns.sequence.orElse(columns.index) + ", " + columns.id + ", "
                + columns.message + " FROM " + name;
    }

    private static String marks(int count) {
        return "?" + ", ?".repeat(count - 1);
    }
}
