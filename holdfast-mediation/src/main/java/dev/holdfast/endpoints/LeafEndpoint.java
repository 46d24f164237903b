// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.content.UnreadableBodyException;
import dev.holdfast.endpoint.Circuit;
import dev.holdfast.endpoint.EndpointException;
import dev.holdfast.endpoint.Outbound;
import dev.holdfast.endpoint.Outbound.SuspensionRule;
import dev.holdfast.endpoint.SendResult;
import dev.holdfast.expression.EvaluationException;
import dev.holdfast.message.Message;
import dev.holdfast.message.PropertyName;
import dev.holdfast.transport.Request;
import dev.holdfast.transport.Response;
import dev.holdfast.transport.TransportResult;
import dev.holdfast.transport.TransportResult.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An endpoint with one address. After failures it is left alone for a while, as its definition says; any
/// answer, also an error status, ends that. Thread-safe.
final class LeafEndpoint implements FlowEndpoint {

    private static final PropertyName FAULT_IS_ERROR = PropertyName.of("FORCE_ERROR_ON_SOAP_FAULT");

    private final EndpointDefinition.Leaf definition;
    private final Suspension suspension;
    private final Circuit circuit;
    private final OutgoingRequest requests;
    private final Credentials credentials;
    private final EndpointEnvironment environment;

    LeafEndpoint(EndpointDefinition.Leaf definition, EndpointState state, EndpointEnvironment environment) {
        this.definition = definition;
        this.suspension = state.suspension();
        this.circuit = state.circuit();
        this.requests = new OutgoingRequest(definition, environment.settings());
        this.credentials = Credentials.of(definition.wire().authentication(), environment);
        this.environment = environment;
    }

    @Override
    public String name() {
        return definition.name();
    }

    @Override
    public Circuit circuit() {
        return circuit;
    }

    @Override
    public SendResult send(Outbound given, SendContext context) {
        Optional<Instant> until = notBefore(given.suspension(), context);
        if (until.isPresent()) {
            return new SendResult.Suspended(until.get(), notReady());
        }
        Outbound outbound = EndpointProperties.applied(definition.common(), given, context, environment);
        MessageView view = new MessageView(outbound.message(), context.flow(), environment);
        return result(exchange(outbound, view), view);
    }

    @Override
    public Optional<Instant> notBefore(SuspensionRule rule, SendContext context) {
        return suspension.forbids(rule, definition.quality().suspension().isConfigured());
    }

    @Override
    public boolean allowsRetry(int code, SendContext context) {
        return definition.quality().retry().allow(code);
    }

    @Override
    public List<String> onErrors(SendContext context) {
        return definition.common().onError().stream().toList();
    }

    private TransportResult exchange(Outbound outbound, MessageView view) {
        try {
            Request request = requests.of(outbound, view);
            return credentials.exchange(request, view);
        } catch (UnreadableBodyException | EvaluationException | IllegalArgumentException e) {
            throw new EndpointException("endpoint " + name() + ": " + e.getMessage(), e);
        }
    }

    private SendResult result(TransportResult result, MessageView view) {
        return switch (result) {
            case TransportResult.Answered(Response response, Optional<Failure> lostBody) -> {
                suspension.succeeded();
                yield isTaken(response, view.message())
                        ? new SendResult.Delivered(response, lostBody)
                        : new SendResult.Refused(response);
            }
            case TransportResult.NotSent(Failure failure) -> {
                failed(failure, view);
                yield new SendResult.NotSent(failure);
            }
            case TransportResult.InDoubt(Failure failure) -> {
                failed(failure, view);
                yield new SendResult.InDoubt(failure);
            }
        };
    }

    private void failed(Failure failure, MessageView view) {
        SuspensionRules rules = definition.quality().suspension();
        suspension.failed(failure.code(), rules.evaluated().isEmpty() ? rules.fixed() : rules.policy(view));
    }

    private Failure notReady() {
        boolean wsdl = definition.target() instanceof Target.Wsdl;
        return new Failure(
                wsdl ? ErrorCodes.WSDL_NOT_READY : ErrorCodes.NOT_READY,
                "Currently , " + (wsdl ? "WSDL" : "Address") + " endpoint : [ Name : " + name() + " ] [ State : "
                        + suspension.state().text() + " ]");
    }

    /// A 2xx, which a message may want to be no SOAP fault.
    private static boolean isTaken(Response response, Message message) {
        return response.isSuccessful()
                && !(message.properties().isTrue(FAULT_IS_ERROR) && SoapAnswer.isFault(response));
    }
}
