// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Delivery;
import java.time.Instant;

/// What a lane does with a message that is due. Thread-safe.
interface Handling {

    /// Does it, and sees to it that what is known afterwards is in the books before anything else happens.
    ///
    /// @param activation the number of the current activation of the processor
    Then handle(Delivery delivery, StoredMessage message, long activation);

    /// What the lane is to do with the message after this.
    sealed interface Then {

        /// Nothing more: it has come to its end.
        record Finished() implements Then {}

        /// Bring it again at that time.
        record Hold(Instant until) implements Then {}

        /// Stop: the processor is to be deactivated.
        record GiveUp(String reason, Runnable afterwards) implements Then {}
    }
}
