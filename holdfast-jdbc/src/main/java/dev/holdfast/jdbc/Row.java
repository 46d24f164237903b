// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

/// A row of the table.
///
/// @param index what the database has numbered it with
/// @param place its place in the order in which rows are handed out: the index, or a sequence number
/// @param messageId what stands in `msg_id`
/// @param bytes what stands in `message`
@SuppressWarnings("ArrayRecordComponent") // never compared
record Row(long index, long place, String messageId, byte[] bytes) {}
