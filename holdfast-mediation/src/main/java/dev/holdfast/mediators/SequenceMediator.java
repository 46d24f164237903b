// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.expression.AttributeValue;
import dev.holdfast.mediation.ErrorCodes;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.Kind;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.mediation.Reading;
import dev.holdfast.mediation.Sequence;
import dev.holdfast.xml.XmlElement;
import java.util.Set;

/// `<sequence key="name|{expr}"/>`: runs a named sequence.
///
/// @param key its name
record SequenceMediator(AttributeValue key) implements Mediator {

    static final MediatorReader READER = new ElementReader("sequence", SequenceMediator::read);

    static Mediator read(XmlElement element, Reading reading) {
        reading.knows(element, "key");
        reading.knowsChildren(element, Set.of());
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
