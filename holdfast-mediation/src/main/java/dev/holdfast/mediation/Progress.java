// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.message.FlowId;
import dev.holdfast.transport.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/// What has happened in a flow that decides what its client is answered. Belongs to one thread.
public final class Progress {

    private static final Logger LOGGER = System.getLogger(Progress.class.getName());

    private final FlowId flowId;
    private Optional<Response> reply = Optional.empty();
    private Optional<Fault> unhandled = Optional.empty();
    private boolean storeMissing;
    private boolean acknowledging;

    Progress(FlowId flowId) {
        this.flowId = flowId;
    }

    /// The flow waits for a back end while the artifact wants the client to be acknowledged: it will be, and
    /// what is replied later is dropped.
    void acknowledging() {
        acknowledging = true;
    }

    /// A message is in a store, durably. It makes up for one that could not be stored before.
    public void stored() {
        storeMissing = false;
    }

    /// A message that the artifact wants stored is in no store.
    public void storeFailed() {
        storeMissing = true;
    }

    void replied(Response response) {
        if (acknowledging || reply.isPresent()) {
            LOGGER.log(
                    Level.WARNING,
                    "Trying to send a response to an already responded client request; message " + flowId);
            return;
        }
        reply = Optional.of(response);
    }

    /// A fault that no handler of the artifact has handled.
    void unhandled(Fault fault) {
        unhandled = Optional.of(fault);
    }

    /// How it stands when the flow has ended.
    ReplyDecision.Ending ending() {
        return new ReplyDecision.Ending(reply, unhandled, storeMissing);
    }
}
