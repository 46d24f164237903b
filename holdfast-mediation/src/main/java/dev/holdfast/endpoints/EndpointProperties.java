// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.content.UnreadableBodyException;
import dev.holdfast.endpoint.EndpointException;
import dev.holdfast.endpoint.Outbound;
import dev.holdfast.expression.EvaluationException;
import dev.holdfast.message.Message;

/// Sets the properties of endpoints.
final class EndpointProperties {

    private EndpointProperties() {}

    /// The message with the properties of an endpoint; each sees those before it.
    ///
    /// @throws EndpointException when one cannot be evaluated
    static Outbound applied(
            EndpointDefinition.Common common, Outbound outbound, SendContext context, EndpointEnvironment environment) {
        if (common.properties().isEmpty()) {
            return outbound;
        }
        Message message = outbound.message();
        for (EndpointProperty property : common.properties()) {
            try {
                message = property.on(message, new MessageView(message, context.flow(), environment));
            } catch (UnreadableBodyException | EvaluationException | IllegalArgumentException e) {
                throw new EndpointException("property " + property.name() + " of an endpoint: " + e.getMessage(), e);
            }
        }
        return new Outbound(message, outbound.id(), outbound.attempt(), outbound.suspension());
    }
}
