// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.content.UnreadableBodyException;
import dev.holdfast.endpoint.Endpoint;
import dev.holdfast.endpoint.EndpointException;
import dev.holdfast.endpoint.Outbound;
import dev.holdfast.endpoint.Outbound.SuspensionRule;
import dev.holdfast.endpoint.SendResult;
import dev.holdfast.expression.EvaluationException;
import dev.holdfast.message.Message;
import dev.holdfast.message.NoRoomException;
import dev.holdfast.resource.ResourceException;
import dev.holdfast.transport.TransportResult.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// An endpoint of the language. Thread-safe.
///
/// A group sends a message to one endpoint after the other until one takes it; each send carries the same append id.
/// After an attempt whose outcome is unknown another may take the message too: its receivers can tell by the id.
public interface FlowEndpoint extends Endpoint {

    /// Sends as [Endpoint#send] does; expressions of the endpoint see where the message comes from.
    ///
    /// @throws dev.holdfast.endpoint.EndpointException as [Endpoint#send], and when it can only be sent to by
    ///     [#recipients]
    SendResult send(Outbound outbound, SendContext context);

    /// Sends for a message processor, to which a message that an expression cannot cope with is one that cannot be
    /// sent.
    @Override
    default SendResult send(Outbound outbound) {
        try {
            return send(outbound, SendContext.ofProcessor());
        } catch (EvaluationException | UnreadableBodyException | ResourceException e) {
            throw new EndpointException("endpoint " + name() + ": " + e.getMessage(), e);
        } catch (NoRoomException e) {
            return new SendResult.NotSent(new Failure(0, "endpoint " + name() + ": " + e.getMessage()));
        }
    }

    /// Until when it is not to be tried; empty when it is ready.
    Optional<Instant> notBefore(SuspensionRule rule, SendContext context);

    /// Whether a group may try another endpoint after a failure of this one.
    boolean allowsRetry(int code, SendContext context);

    /// The sequences that handle its failures, the nearest first.
    List<String> onErrors(SendContext context);

    /// Whether it stands for several: a flow forgets earlier errors before it sends to them.
    default boolean isGroup() {
        return false;
    }

    /// Those that get a copy each, if it is a list of recipients.
    ///
    /// @param message asked for when that depends on it
    default Optional<List<FlowEndpoint>> recipients(Supplier<Message> message, SendContext context) {
        return Optional.empty();
    }
}
