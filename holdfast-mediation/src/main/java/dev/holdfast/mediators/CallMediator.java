// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.endpoint.Endpoint;
import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.Scope;
import dev.holdfast.mediation.EndpointReference;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.mediation.Recipients;
import dev.holdfast.mediation.Sending;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.reading.Syntax;
import dev.holdfast.transport.Response;
import dev.holdfast.xml.XmlElement;
import java.util.Arrays;
import java.util.Optional;

/// `<call [blocking="false"]><endpoint .../></call>`: sends the current message and goes on with the answer.
///
/// @param endpoint where to; to the message's To when none is given
/// @param blocking whether an error status is a fault
record CallMediator(EndpointReference endpoint, boolean blocking) implements Mediator {

    private static final Syntax SYNTAX = Syntax.of(
                    "call",
                    "Sends the message and goes on with the"
                            + " response in its place; properties of the scope default stay.")
            .optional(
                    "blocking",
                    "false",
                    "true: an error status is a failure too, unless the property"
                            + " non.error.http.status.codes lists it")
            .inert("initAxis2ClientOptions")
            .child("endpoint", "where to; without it to the address in To")
            .differs("OUT_ONLY true, as text or Boolean: goes on with the message that was sent, and an"
                    + " error status is a failure.");

    static final MediatorReader READER = new ElementReader(SYNTAX, CallMediator::read);

    private static final int LOWEST_ERROR = 400;
    private static final String NO_ERRORS = "non.error.http.status.codes";

    static Mediator read(XmlElement element, FlowReading reading) {
        EndpointReference endpoint = element.child("endpoint")
                .map(child -> EndpointReference.read(child, reading))
                .orElseGet(EndpointReference::implicit);
        return new CallMediator(endpoint, reading.flag(element, "blocking", false));
    }

    @Override
    public Flow mediate(Exchange exchange) {
        Endpoint target = endpoint.resolve(exchange);
        boolean outOnly = Sending.isOutOnly(exchange);
        if (Recipients.fork(exchange, target, this::callOne)) {
            return outOnly ? Flow.CONTINUE : Flow.STOP;
        }
        Optional<Response> answer = Sending.call(exchange, target, blocking);
        if (answer.isEmpty()) {
            return Flow.CONTINUE;
        }
        exchange.receive(answer.get());
        if (blocking) {
            requireSuccess(exchange, target, answer.get().status());
        }
        return Flow.CONTINUE;
    }

    /// A copy for one of several: it goes on with the answer as the message itself would.
    private Flow callOne(Exchange copy, Endpoint recipient) {
        if (blocking) {
            throw new MediationException(
                    ErrorCodes.CALL_FAILED,
                    "a blocking call has one answer; endpoint " + recipient.name() + " is one of several recipients");
        }
        Optional<Response> answer = Sending.call(copy, recipient, false);
        answer.ifPresent(copy::receive);
        return answer.isPresent() ? Flow.CONTINUE : Flow.STOP;
    }

    private static void requireSuccess(Exchange exchange, Endpoint target, int status) {
        if (status < LOWEST_ERROR || isAllowed(exchange, Integer.toString(status))) {
            return;
        }
        exchange.set(Scope.DEFAULT, "BLOCKING_SENDER_ERROR", PropertyValue.of("true"));
        throw new MediationException(
                ErrorCodes.CALL_FAILED, "endpoint " + target.name() + " answered " + status + " to a blocking call");
    }

    private static boolean isAllowed(Exchange exchange, String status) {
        String list = exchange.property(Scope.DEFAULT, NO_ERRORS)
                .map(PropertyValue::asText)
                .orElse("");
        return Arrays.stream(list.split(",", -1)).map(String::strip).anyMatch(status::equals);
    }
}
