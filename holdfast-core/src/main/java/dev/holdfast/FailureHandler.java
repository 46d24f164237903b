// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast;

import dev.holdfast.message.StoredMessage;

/// What an application does when a message was not delivered.
public interface FailureHandler {

    /// It is in the books already; what this throws is reported and changes nothing.
    ///
    /// @param reason in one line
    void handle(StoredMessage message, String reason);
}
