// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast;

import dev.holdfast.message.StoredMessage;
import dev.holdfast.transport.Response;

/// What an application does with the answer to a message.
public interface ResponseHandler {

    /// The receiver has answered, the answer is whole, and what that means for the message is in the books already.
    /// Called on the thread that sent it; what this throws is reported and changes nothing.
    void handle(StoredMessage message, Response response);
}
