// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.message.StoredMessage;
import dev.holdfast.transport.Response;
import dev.holdfast.transport.TransportResult.Failure;
import java.util.Optional;

/// What an artifact wants to do when something has happened to a message: its reply, fault and deactivate
/// sequences. Called on the thread that processes the message, after the outcome is in the books; what they do
/// or throw changes nothing about it.
public interface ProcessorHandlers {

    /// The message arrived, and this is the answer.
    void replied(StoredMessage message, Response response);

    /// The message arrived, and the body of the answer is lost: nothing may go on with it as if it were whole.
    ///
    /// @param response status and header fields of the answer, without content
    /// @param lost why the body could not be read
    void answerLost(StoredMessage message, Response response, Failure lost);

    /// An attempt failed.
    ///
    /// @param response the answer, when there was one
    void failed(StoredMessage message, String reason, Optional<Response> response);

    /// The processor was deactivated because of this message.
    void deactivated(StoredMessage message, String reason);

    /// Handlers that do nothing.
    static ProcessorHandlers none() {
        return new ProcessorHandlers() {
            @Override
            public void replied(StoredMessage message, Response response) {}

            @Override
            public void answerLost(StoredMessage message, Response response, Failure lost) {}

            @Override
            public void failed(StoredMessage message, String reason, Optional<Response> response) {}

            @Override
            public void deactivated(StoredMessage message, String reason) {}
        };
    }
}
