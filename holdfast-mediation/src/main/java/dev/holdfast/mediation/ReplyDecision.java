// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.transport.Response;
import java.util.Optional;

/// What a client is answered when the flow of its request has ended. Decided here and nowhere else, from what
/// is given.
sealed interface ReplyDecision {

    /// What the flow itself replied.
    record Explicit(Response response) implements ReplyDecision {}

    /// 202: everything that the artifact asked for has happened.
    record Accepted() implements ReplyDecision {}

    /// An error: something that the artifact asked for has not happened.
    ///
    /// @param kind what the client is told
    /// @param reason for the log
    record Refused(Fault.Kind kind, String reason) implements ReplyDecision {}

    /// How a flow has ended.
    ///
    /// @param reply what it replied, if it did
    /// @param unhandled the fault that no handler of the artifact handled, if there is one
    /// @param storeMissing whether a failed store is left without a later successful one
    record Ending(Optional<Response> reply, Optional<Fault> unhandled, boolean storeMissing) {}

    /// Decides.
    static ReplyDecision decide(Ending ending) {
        if (ending.reply.isPresent()) {
            return new Explicit(ending.reply.get());
        }
        if (ending.unhandled.isPresent()) {
            Fault fault = ending.unhandled.get();
            return new Refused(fault.kind(), fault.message());
        }
        return ending.storeMissing
                ? new Refused(Fault.Kind.STORE, "a store failed, and no other took the message")
                : new Accepted();
    }
}
