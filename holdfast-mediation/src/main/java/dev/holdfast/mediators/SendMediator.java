// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.endpoint.Endpoint;
import dev.holdfast.expression.AttributeValue;
import dev.holdfast.mediation.EndpointReference;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.FlowRunner;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.mediation.SequenceSource;
import dev.holdfast.reading.Kind;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;
import java.util.Optional;

/// `<send [receive="sequence"]><endpoint .../></send>`: sends the current message and ends the sequence.
/// The answer goes through the sequence for answers. Without an endpoint an answer goes to the client, and a
/// request to its To.
///
/// @param endpoint where to; empty when none is given
/// @param receive the sequence for the answer
record SendMediator(Optional<EndpointReference> endpoint, Optional<AttributeValue> receive) implements Mediator {

    private static final Syntax SYNTAX = Syntax.of(
                    "send",
                    "Sends the message and ends the sequence. In"
                            + " a response, and without an endpoint: answers the client.")
            .optional("receive", "", "the sequence for the response; without it the out-sequence")
            .inert("buildmessage")
            .child("endpoint", "where to; without it to the address in To")
            .differs("OUT_ONLY true, as text or Boolean: an error status is a failure.");

    static final MediatorReader READER = new ElementReader(SYNTAX, SendMediator::read);

    static Mediator read(XmlElement element, FlowReading reading) {
        Optional<AttributeValue> receive =
                element.attribute("receive").filter(text -> !text.isBlank()).map(text -> reading.value(element, text));
        receive.ifPresent(name -> reading.refersTo(Kind.SEQUENCE, name, element));
        return new SendMediator(
                element.child("endpoint").map(child -> EndpointReference.read(child, reading)), receive);
    }

    @Override
    public Flow mediate(Exchange exchange) {
        if (endpoint.isEmpty() && exchange.isResponse()) {
            exchange.reply();
            return Flow.STOP;
        }
        Endpoint target = endpoint.orElseGet(EndpointReference::implicit).resolve(exchange);
        Optional<SequenceSource> path = receive.map(name -> new SequenceSource.Named(name.of(exchange)));
        FlowRunner.forward(exchange, target, path);
        return Flow.STOP;
    }
}
