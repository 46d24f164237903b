// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.message.StoredMessage;

/// What a sampling processor does with a message. Thread-safe.
public interface Samples {

    /// How it ended.
    sealed interface Result {

        /// All that was to be done has been done, or what went wrong was handled.
        record Ended() implements Result {}

        /// It failed, and nobody has handled that.
        ///
        /// @param reason in one line
        record Failed(String reason) implements Result {}
    }

    /// A name for what is done, for the books.
    String name();

    /// Does it.
    ///
    /// When this returns, it has ended, with all that it began. It does not throw for what becomes of the
    /// message.
    Result process(StoredMessage message);
}
