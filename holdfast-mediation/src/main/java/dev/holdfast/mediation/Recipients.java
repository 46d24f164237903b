// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.endpoint.Endpoint;
import dev.holdfast.endpoint.EndpointException;
import dev.holdfast.endpoint.Outbound.SuspensionRule;
import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.endpoints.FlowEndpoint;
import dev.holdfast.endpoints.SendContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Sends copies of a message to a list of endpoints.
public final class Recipients {

    private static final Logger LOGGER = System.getLogger(Recipients.class.getName());
    private static final Splitting AT_ONCE = new Splitting("", false, false);

    /// What one copy does.
    public interface Steps {

        /// Sends the copy to its recipient.
        Flow send(Exchange copy, Endpoint recipient);
    }

    private Recipients() {}

    /// If the endpoint is a list, starts a copy for each recipient beside this flow; the client is answered when all
    /// of them have ended. A copy that fails runs through the handlers of faults by itself.
    ///
    /// @return whether it is a list; else nothing has happened
    /// @throws MediationException when there is no recipient, or none is ready
    public static boolean fork(Exchange exchange, Endpoint endpoint, Steps steps) {
        Optional<List<FlowEndpoint>> recipients = of(endpoint);
        if (recipients.isEmpty()) {
            return false;
        }
        requireReady(exchange, endpoint, recipients.get());
        exchange.branches().reserve(recipients.get().size());
        List<Splitting.Part> parts = new ArrayList<>();
        for (FlowEndpoint recipient : recipients.get()) {
            Exchange copy = exchange.branch();
            parts.add(new Splitting.Part(copy, branch -> steps.send(branch, new BoundEndpoint(recipient, branch))));
        }
        AT_ONCE.run(exchange, parts);
        return true;
    }

    private static Optional<List<FlowEndpoint>> of(Endpoint endpoint) {
        try {
            return endpoint instanceof BoundEndpoint bound ? bound.recipients() : Optional.empty();
        } catch (EndpointException e) {
            throw new MediationException(ErrorCodes.GENERIC, String.valueOf(e.getMessage()), Fault.Kind.OTHER, e);
        }
    }

    private static void requireReady(Exchange exchange, Endpoint list, List<FlowEndpoint> recipients) {
        boolean ready = recipients.stream()
                .anyMatch(recipient -> recipient
                        .notBefore(SuspensionRule.RESPECT, SendContext.of(exchange))
                        .isEmpty());
        if (!ready) {
            String text = "Recipient List endpoint : " + list.name()
                    + (recipients.isEmpty() ? " - there are no recipients" : " - no ready child endpoints");
            LOGGER.log(Level.WARNING, text);
            BoundEndpoint.pushHandlers(exchange, list);
            throw new MediationException(ErrorCodes.GROUP_NOT_READY, text);
        }
    }
}
