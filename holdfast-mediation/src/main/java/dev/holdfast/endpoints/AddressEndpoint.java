// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.endpoint.Endpoint;
import dev.holdfast.endpoint.Outbound;
import dev.holdfast.endpoint.SendResult;
import dev.holdfast.message.Message;
import dev.holdfast.message.PropertyName;
import dev.holdfast.time.Timer;
import dev.holdfast.transport.Response;
import dev.holdfast.transport.Transport;
import dev.holdfast.transport.TransportResult;
import dev.holdfast.transport.TransportResult.Failure;
import java.time.Instant;
import java.util.Optional;

/// An endpoint with an address. After failures it is left alone for a while, as its definition says; any
/// answer, also an error status, ends that. Thread-safe.
public final class AddressEndpoint implements Endpoint {

    private final EndpointDefinition.Leaf definition;
    private static final PropertyName FAULT_IS_ERROR = PropertyName.of("FORCE_ERROR_ON_SOAP_FAULT");

    private final Transport transport;
    private final OutgoingRequest requests;
    private final Suspension suspension;

    /// @param definition what the artifact says
    /// @param transport sends
    /// @param timer for suspensions
    /// @param settings for all endpoints
    public AddressEndpoint(
            EndpointDefinition.Leaf definition, Transport transport, Timer timer, EndpointSettings settings) {
        this.definition = definition;
        this.transport = transport;
        this.requests = new OutgoingRequest(definition, settings);
        this.suspension = new Suspension(definition, timer);
    }

    @Override
    public String name() {
        return definition.name();
    }

    @Override
    public SendResult send(Outbound outbound) {
        Optional<Instant> until = suspension.forbids(outbound.suspension());
        if (until.isPresent()) {
            String text = "Currently , Address endpoint : [ Name : " + name() + " ] [ State : "
                    + suspension.state().text() + " ]";
            return new SendResult.Suspended(until.get(), new Failure(ErrorCodes.NOT_READY, text));
        }
        return switch (transport.exchange(requests.of(outbound))) {
            case TransportResult.Answered(Response response, Optional<Failure> lostBody) -> {
                suspension.succeeded();
                yield isTaken(response, outbound.message())
                        ? new SendResult.Delivered(response)
                        : new SendResult.Refused(response);
            }
            case TransportResult.NotSent(Failure failure) -> {
                suspension.failed(failure.code());
                yield new SendResult.NotSent(failure);
            }
            case TransportResult.InDoubt(Failure failure) -> {
                suspension.failed(failure.code());
                yield new SendResult.InDoubt(failure);
            }
        };
    }

    /// A 2xx, which a message may want to be no SOAP fault.
    private static boolean isTaken(Response response, Message message) {
        return response.isSuccessful()
                && !(message.properties().isTrue(FAULT_IS_ERROR) && SoapAnswer.isFault(response));
    }
}
