// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.AttributeValue;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.mediation.Sequence;
import dev.holdfast.reading.Kind;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;

/// `<sequence key="name|{expr}"/>`: runs a named sequence.
///
/// @param key its name
record SequenceMediator(AttributeValue key) implements Mediator {

    private static final Syntax SYNTAX = Syntax.of(
                    "sequence", "Runs a named sequence. If that ended the" + " flow, this one ends too.")
            .required("key", "name or {expression}");

    static final MediatorReader READER = new ElementReader(SYNTAX, SequenceMediator::read);

    static Mediator read(XmlElement element, FlowReading reading) {
        AttributeValue key = reading.value(element, reading.required(element, "key"));
        reading.refersTo(Kind.SEQUENCE, key, element);
        return new SequenceMediator(key);
    }

    @Override
    public Flow mediate(Exchange exchange) {
        String name = key.of(exchange);
        Sequence sequence = exchange.services()
                .catalogue()
                .sequence(name)
                .orElseThrow(
                        () -> new MediationException(ErrorCodes.GENERIC, "there is no sequence named '" + name + "'"));
        exchange.enter(name);
        Flow flow = sequence.mediate(exchange);
        exchange.leave();
        return flow;
    }
}
