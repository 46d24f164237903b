// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.endpoint.Circuit;
import dev.holdfast.endpoint.Endpoint;
import dev.holdfast.endpoint.Outbound;
import dev.holdfast.endpoint.SendResult;
import dev.holdfast.endpoints.FlowEndpoint;
import dev.holdfast.endpoints.SendContext;
import dev.holdfast.expression.Scope;
import java.util.List;
import java.util.Optional;

/// An endpoint as a flow sees it: its expressions see the flow.
record BoundEndpoint(FlowEndpoint endpoint, Exchange exchange) implements Endpoint {

    private static final List<String> ERRORS =
            List.of("ERROR_CODE", "ERROR_MESSAGE", "ERROR_DETAIL", "ERROR_EXCEPTION");

    @Override
    public String name() {
        return endpoint.name();
    }

    @Override
    public Circuit circuit() {
        return endpoint.circuit();
    }

    @Override
    public SendResult send(Outbound outbound) {
        return endpoint.send(outbound, SendContext.of(exchange));
    }

    /// Those that get a copy each, if it is a list.
    Optional<List<FlowEndpoint>> recipients() {
        return endpoint.recipients(exchange::toMessage, SendContext.of(exchange));
    }

    /// Removes what earlier failures have left, before a group begins: what is there afterwards is its own.
    static void forgetErrors(Exchange exchange, Endpoint endpoint) {
        if (endpoint instanceof BoundEndpoint bound && bound.endpoint.isGroup()) {
            ERRORS.forEach(name -> exchange.remove(Scope.DEFAULT, name));
        }
    }

    /// Makes the sequences that the endpoint names for its failures the nearest handlers.
    static void pushHandlers(Exchange exchange, Endpoint endpoint) {
        if (endpoint instanceof BoundEndpoint bound) {
            bound.endpoint.onErrors(SendContext.of(exchange)).reversed().stream()
                    .map(SequenceSource.Named::new)
                    .forEach(sequence -> exchange.handleFaults(Optional.of(sequence)));
        }
    }
}
