// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import java.util.OptionalLong;

/// A message that becomes a row.
///
/// @param sequence its number, where the table has such a column
@SuppressWarnings("ArrayRecordComponent") // never compared
record NewRow(String messageId, byte[] bytes, OptionalLong sequence) {}
