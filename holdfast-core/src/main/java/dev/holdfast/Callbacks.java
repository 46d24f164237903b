// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast;

import dev.holdfast.message.StoredMessage;
import dev.holdfast.processor.ProcessorHandlers;
import dev.holdfast.transport.Response;
import dev.holdfast.transport.TransportResult.Failure;
import java.util.Optional;

/// What an application wants to be told about its messages.
///
/// @param processor its name, for reports
/// @param response when there is an answer that counts
/// @param afterwards what to do with an answer whose handler failed
/// @param lostResponse when there is one whose body is lost
/// @param failure after each attempt that failed
/// @param deactivation when the processor is deactivated because of a message
record Callbacks(
        String processor,
        ResponseHandler response,
        ResponseHandler afterwards,
        LostResponseHandler lostResponse,
        FailureHandler failure,
        FailureHandler deactivation)
        implements ProcessorHandlers {

    @Override
    public void replied(StoredMessage message, Response answer) {
        boolean handled = Barrier.run(
                "the response handler of " + processor + " for message " + message.id(),
                () -> response.handle(message, answer));
        if (!handled) {
            Barrier.run(
                    "keeping the answer to message " + message.id() + ", whose handler failed",
                    () -> afterwards.handle(message, answer));
        }
    }

    @Override
    public void answerLost(StoredMessage message, Response answer, Failure lost) {
        Barrier.run(
                "the handler of lost responses of " + processor + " for message " + message.id(),
                () -> lostResponse.handle(message, answer, lost.message()));
    }

    @Override
    public void failed(StoredMessage message, String reason, Optional<Response> answer) {
        Barrier.run("the failure handler of " + processor, () -> failure.handle(message, reason));
    }

    @Override
    public void deactivated(StoredMessage message, String reason) {
        Barrier.run("the deactivation handler of " + processor, () -> deactivation.handle(message, reason));
    }
}
