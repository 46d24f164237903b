// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast;

import dev.holdfast.message.StoredMessage;
import dev.holdfast.transport.Response;

/// What an application does when a message was delivered, and the body of the answer is lost.
public interface LostResponseHandler {

    /// The message is in the books as delivered and is never sent again. Called on the thread that sent it; what
    /// this throws is reported and changes nothing.
    ///
    /// @param response status and header fields of the answer, without content
    /// @param reason in one line
    void handle(StoredMessage message, Response response, String reason);
}
