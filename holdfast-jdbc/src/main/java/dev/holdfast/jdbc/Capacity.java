// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

/// How many bytes a message may have as it is stored, and what sets the limit, for people.
///
/// @param bytes 0 where the column takes no bytes at all
/// @param limit such as `max_allowed_packet of the server`
record Capacity(long bytes, String limit) {

    /// More than this is not read into memory, nor written.
    private static final Capacity MOST = new Capacity(Table.MOST_BYTES, "Holdfast");

    /// A column for messages.
    ///
    /// @param type as the database names it
    /// @param bytes that it has room for
    static Capacity ofColumn(String type, long bytes) {
        return new Capacity(bytes, "the type " + type + " of the column message").and(MOST);
    }

    /// Whichever is less.
    Capacity and(Capacity other) {
        return other.bytes < bytes ? other : this;
    }

    /// Why a message is too large.
    String refusal(String messageId, int size) {
        return "message " + messageId + " has " + size + " bytes as it is stored; " + limit + " allows " + bytes;
    }
}
