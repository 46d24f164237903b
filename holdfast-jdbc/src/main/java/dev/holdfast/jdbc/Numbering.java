// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.message.StoredMessage;
import java.util.OptionalLong;

/// Finds the sequence number of a message, when it is appended.
interface Numbering {

    /// The number.
    ///
    /// @return empty where messages have none
    /// @throws dev.holdfast.store.StoreException *rejected* when this message should have one and has not
    OptionalLong of(StoredMessage message);
}
