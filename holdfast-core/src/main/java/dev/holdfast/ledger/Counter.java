// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.ledger;

/// What is counted for each store, since the store was first used.
public enum Counter {
    /// Messages put into the store.
    APPENDED,
    /// Messages that arrived at their endpoint.
    DELIVERED,
    /// Messages that went to a dead-letter store.
    DEAD_LETTERED,
    /// Messages whose time to live ended.
    EXPIRED,
    /// Messages given up by a setting or by an operator.
    DROPPED,
    /// Messages that went to another store.
    MOVED,
    /// Messages that could not be read.
    INVALID,
    /// Second copies, settled unsent.
    DUPLICATES,
    /// Attempts that did not deliver. Not part of the balance.
    FAILED_ATTEMPTS,
    /// Messages that came because another store could not take them. Not part of the balance.
    FAILED_OVER
}
