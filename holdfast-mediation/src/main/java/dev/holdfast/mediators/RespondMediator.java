// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.mediation.Reading;
import dev.holdfast.xml.XmlElement;
import java.util.Set;

/// `<respond/>`: answers the client with the current message.
record RespondMediator() implements Mediator {

    static final MediatorReader READER = new ElementReader("respond", RespondMediator::read);

    static Mediator read(XmlElement element, Reading reading) {
        reading.knows(element);
        reading.knowsChildren(element, Set.of());
        return new RespondMediator();
    }

    @Override
    public Flow mediate(Exchange exchange) {
        exchange.reply();
        return Flow.STOP;
    }
}
