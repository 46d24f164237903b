// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.content.Body;
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
import dev.holdfast.message.Headers;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.reading.Syntax;
import dev.holdfast.transport.Response;
import dev.holdfast.xml.XmlElement;
import java.util.Arrays;
import java.util.Optional;

/// `<call [blocking="false"]><endpoint .../><source .../><target .../></call>`: sends the current message and goes on
/// with the answer.
///
/// @param endpoint where to; to the message's To when none is given
/// @param blocking whether an error status is a fault
/// @param source what is sent in place of the message's body
/// @param target where the answer goes in place of the message's body
record CallMediator(
        EndpointReference endpoint, boolean blocking, Optional<CallSource> source, Optional<PropertyTarget> target)
        implements Mediator {

    private static final Syntax SYNTAX = Syntax.of(
                    "call",
                    "Sends the message and goes on with the"
                            + " response in its place; properties of the scope default stay.")
            .optional(
                    "blocking",
                    "false",
                    "true: an error status is a failure too, unless the property"
                            + " non.error.http.status.codes lists it; so is one that error.http.status.codes lists")
            .inert("initAxis2ClientOptions")
            .child("endpoint", "where to; without it to the address in To")
            .child(
                    "source",
                    "what is sent: type body (the message), property (its name inside), custom (an expression inside)"
                            + " or inline (XML or text inside); contentType: as what it is sent")
            .child(
                    "target",
                    "where the answer goes: type body (the message), property or variable (the name inside). With one of"
                            + " the last two the message stays as it was, but for axis2 HTTP_SC")
            .differs("OUT_ONLY true, as text or Boolean: goes on with the message that was sent, and an"
                    + " error status is a failure.");

    static final MediatorReader READER = new ElementReader(SYNTAX, CallMediator::read);

    private static final int LOWEST_ERROR = 400;
    private static final String NO_ERRORS = "non.error.http.status.codes";
    private static final String ERRORS = "error.http.status.codes";
    private static final String SENDER_ERROR = "BLOCKING_SENDER_ERROR";

    static Mediator read(XmlElement element, FlowReading reading) {
        EndpointReference endpoint = element.child("endpoint")
                .map(child -> EndpointReference.read(child, reading))
                .orElseGet(EndpointReference::implicit);
        return new CallMediator(
                endpoint,
                reading.flag(element, "blocking", false),
                element.child("source").map(child -> CallSource.read(child, reading)),
                element.child("target").flatMap(child -> PropertyTarget.readOfCall(child, reading)));
    }

    @Override
    public Flow mediate(Exchange exchange) {
        Endpoint called = endpoint.resolve(exchange);
        boolean outOnly = Sending.isOutOnly(exchange);
        if (Recipients.fork(exchange, called, this::callOne)) {
            return outOnly ? Flow.CONTINUE : Flow.STOP;
        }
        call(exchange, called);
        return Flow.CONTINUE;
    }

    /// A copy for one of several: it goes on with the answer as the message itself would.
    private Flow callOne(Exchange copy, Endpoint recipient) {
        if (blocking) {
            throw new MediationException(
                    ErrorCodes.CALL_FAILED,
                    "a blocking call has one answer; endpoint " + recipient.name() + " is one of several recipients");
        }
        return call(copy, recipient).isPresent() ? Flow.CONTINUE : Flow.STOP;
    }

    private Optional<Response> call(Exchange exchange, Endpoint called) {
        Body before = exchange.body();
        Optional<Response> answer;
        try {
            source.ifPresent(found -> exchange.body(found.body(exchange)));
            answer = Sending.call(exchange, called, blocking);
        } catch (MediationException e) {
            if (blocking) {
                exchange.set(Scope.DEFAULT, SENDER_ERROR, PropertyValue.of("true"));
            }
            throw e;
        } finally {
            exchange.body(before);
        }
        answer.ifPresent(response -> take(exchange, called, response));
        return answer;
    }

    private void take(Exchange exchange, Endpoint called, Response answer) {
        boolean failed = blocking && isFailure(exchange, answer.status());
        if (target.isPresent() && !failed) {
            Body body = Body.received(answer.content(), false);
            exchange.set(Scope.AXIS2, "HTTP_SC", PropertyValue.of(answer.status()));
            target.get().set(exchange, Payloads.of(body));
            return;
        }
        Headers before = exchange.headers();
        exchange.receive(answer);
        if (blocking && exchange.isTrue(Scope.DEFAULT, "BLOCKING_SENDER_PRESERVE_REQ_HEADERS")) {
            before.forEach(field -> exchange.set(Scope.TRANSPORT, field.name(), PropertyValue.of(field.value())));
        }
        if (failed) {
            exchange.set(Scope.DEFAULT, SENDER_ERROR, PropertyValue.of("true"));
            throw new MediationException(
                    ErrorCodes.CALL_FAILED,
                    "endpoint " + called.name() + " answered " + answer.status() + " to a blocking call");
        }
    }

    private static boolean isFailure(Exchange exchange, int status) {
        String text = Integer.toString(status);
        return lists(exchange, ERRORS, text) || (status >= LOWEST_ERROR && !lists(exchange, NO_ERRORS, text));
    }

    private static boolean lists(Exchange exchange, String property, String status) {
        String list = exchange.property(Scope.DEFAULT, property)
                .map(PropertyValue::asText)
                .orElse("");
        return Arrays.stream(list.split(",", -1)).map(String::strip).anyMatch(status::equals);
    }
}
