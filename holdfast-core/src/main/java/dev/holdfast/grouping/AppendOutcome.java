// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.grouping;

import dev.holdfast.store.StoreException.Category;

/// How an append ended.
public sealed interface AppendOutcome {

    /// All messages are on stable storage.
    record Stored() implements AppendOutcome {}

    /// They are not, or it is not known.
    ///
    /// @param category what is known about the messages
    /// @param reason what went wrong, in one line
    /// @param cause the engine's own exception
    record Failed(Category category, String reason, Throwable cause) implements AppendOutcome {

        /// Whether a smaller transaction may succeed.
        boolean isOfOne() {
            return category == Category.REJECTED || category == Category.FULL;
        }
    }
}
