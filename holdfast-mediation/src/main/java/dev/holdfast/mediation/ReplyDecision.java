// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.transport.Response;
import java.util.Optional;

/// What a client is answered when the flow of its request has ended. Decided here and nowhere else, from what
/// is given.
sealed interface ReplyDecision {

    /// A store failed, and no other took the message.
    Fault STORE_MISSING =
            new Fault(ErrorCodes.GENERIC, "a store failed, and no other took the message", "", Fault.Kind.STORE);

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
    /// @param elsewhere what is left undone in a branch that did not reply
    record Ending(
            Optional<Response> reply, Optional<Fault> unhandled, boolean storeMissing, Optional<Fault> elsewhere) {}

    /// Decides. A reply that says success must not hide that a copy of the message was lost elsewhere.
    static ReplyDecision decide(Ending ending) {
        boolean hidesLoss = ending.elsewhere.isPresent()
                && ending.reply.filter(Response::isSuccessful).isPresent();
        if (ending.reply.isPresent() && !hidesLoss) {
            return new Explicit(ending.reply.get());
        }
        Optional<Fault> fault = ending.unhandled
                .or(() -> ending.storeMissing ? Optional.of(STORE_MISSING) : Optional.empty())
                .or(ending::elsewhere);
        return fault.<ReplyDecision>map(found -> new Refused(found.kind(), found.message()))
                .orElseGet(Accepted::new);
    }
}
