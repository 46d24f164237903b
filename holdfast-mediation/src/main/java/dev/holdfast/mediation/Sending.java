// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.content.UnreadableBodyException;
import dev.holdfast.endpoint.Endpoint;
import dev.holdfast.endpoint.EndpointException;
import dev.holdfast.endpoint.Outbound;
import dev.holdfast.endpoint.Outbound.SuspensionRule;
import dev.holdfast.endpoint.SendResult;
import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.Scope;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.transport.Response;
import dev.holdfast.transport.TransportResult.Failure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/// Sends the current message of a flow.
public final class Sending {

    private static final Logger LOGGER = System.getLogger(Sending.class.getName());
    private static final int LOWEST_ERROR = 400;
    private static final String OUT_ONLY = "OUT_ONLY";
    private static final String FORCE_ACCEPTED = "FORCE_SC_ACCEPTED";

    private Sending() {}

    /// Sends the current message once and waits for the answer.
    ///
    /// @return the answer, whatever its status; empty when the message asks for no reply
    /// @throws MediationException when there is no answer, or an error status where no reply is waited for
    public static Optional<Response> send(Exchange exchange, Endpoint endpoint) {
        return call(exchange, endpoint, false);
    }

    /// Sends the current message once and waits for the answer.
    ///
    /// @param blocking whether Synapse would hold the request's thread meanwhile; else a client that is to be
    ///     acknowledged hears nothing of the answer
    /// @return the answer, whatever its status; empty when the message asks for no reply
    /// @throws MediationException when there is no answer, or an error status where no reply is waited for
    public static Optional<Response> call(Exchange exchange, Endpoint endpoint, boolean blocking) {
        try {
            BoundEndpoint.forgetErrors(exchange, endpoint);
            return handledCall(exchange, endpoint, blocking);
        } catch (MediationException e) {
            BoundEndpoint.pushHandlers(exchange, endpoint);
            throw e;
        }
    }

    private static Optional<Response> handledCall(Exchange exchange, Endpoint endpoint, boolean blocking) {
        boolean outOnly = isOutOnly(exchange);
        if (!outOnly && !blocking) {
            exchange.calledOut();
        }
        if (!outOnly && !blocking && exchange.isTrue(Scope.AXIS2, FORCE_ACCEPTED)) {
            exchange.progress().acknowledging();
        }
        if (outOnly) {
            sendOnly(exchange, endpoint);
            return Optional.empty();
        }
        SendResult result = once(exchange, endpoint);
        requireWhole(result, exchange);
        Response response = responseOf(result, exchange);
        exchange.progress().sent();
        return Optional.of(response);
    }

    /// The flow would go on with an empty body, as if that had been the answer.
    private static void requireWhole(SendResult result, Exchange exchange) {
        if (result instanceof SendResult.Delivered(var _, Optional<Failure> lostBody) && lostBody.isPresent()) {
            throw fault(exchange, lostBody.get());
        }
    }

    /// Nobody but the ledger hears how this ends.
    private static void sendOnly(Exchange exchange, Endpoint endpoint) {
        FlowNotes notes = exchange.services().notes();
        Response response;
        try {
            response = responseOf(once(exchange, endpoint), exchange);
        } catch (MediationException e) {
            if (e.code() != ErrorCodes.NOT_READY) {
                notes.attempted(exchange.flowId(), endpoint.name(), 0, String.valueOf(e.getMessage()));
            }
            throw e;
        }
        if (response.status() >= LOWEST_ERROR && exchange.services().settings().outOnlyFaultsOnErrorStatus()) {
            String reason = "endpoint " + endpoint.name() + " answered " + response.status()
                    + " to a message that waits for no reply";
            notes.attempted(exchange.flowId(), endpoint.name(), response.status(), reason);
            throw fault(exchange, new Failure(ErrorCodes.CALL_FAILED, reason));
        }
        exchange.progress().sent();
        notes.delivered(exchange.flowId(), endpoint.name(), response.status());
    }

    /// Whether no reply is waited for.
    public static boolean isOutOnly(Exchange exchange) {
        return exchange.isTrue(Scope.DEFAULT, OUT_ONLY);
    }

    private static SendResult once(Exchange exchange, Endpoint endpoint) {
        Outbound outbound = new Outbound(
                exchange.toMessage(),
                exchange.services().ids().newAppend(exchange.flowId()),
                1,
                SuspensionRule.RESPECT);
        try {
            SendResult result = endpoint.send(outbound);
            endpoint.circuit().observed(outbound.id(), result);
            return result;
        } catch (EndpointException e) {
            boolean unreadable = e.getCause() instanceof UnreadableBodyException;
            throw new MediationException(
                    unreadable ? ErrorCodes.UNREADABLE_BODY : ErrorCodes.GENERIC,
                    String.valueOf(e.getMessage()),
                    unreadable ? Fault.Kind.UNREADABLE : Fault.Kind.OTHER,
                    e);
        }
    }

    private static Response responseOf(SendResult result, Exchange exchange) {
        return switch (result) {
            case SendResult.Delivered(Response response, var _) -> response;
            case SendResult.Refused(Response response) -> {
                if (response.isSuccessful()) {
                    throw fault(exchange, new Failure(ErrorCodes.SOAP_FAULT, "the endpoint answered a SOAP fault"));
                }
                yield response;
            }
            case SendResult.NotSent(Failure failure) -> throw fault(exchange, failure);
            case SendResult.InDoubt(Failure failure) -> throw fault(exchange, failure);
            case SendResult.Suspended(var until, Failure failure) -> throw fault(exchange, failure);
        };
    }

    /// ERROR_MESSAGE of a failed sender is upstream's, which artifacts may compare; what the sender says itself
    /// goes into ERROR_DETAIL and the log.
    private static MediationException fault(Exchange exchange, Failure failure) {
        exchange.set(Scope.DEFAULT, "SENDING_FAULT", PropertyValue.of(true));
        Optional<String> known = ErrorCodes.text(failure.code());
        if (known.isEmpty() || known.get().equals(failure.message())) {
            return new MediationException(failure.code(), failure.message());
        }
        LOGGER.log(
                Level.WARNING,
                exchange.origin().logPrefix() + "Message " + exchange.flowId() + " could not be sent: "
                        + failure.message());
        return new MediationException(
                failure.code(), known.get(), Fault.Kind.OTHER, new EndpointException(failure.message()));
    }
}
