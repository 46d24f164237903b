// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.mediation.Reading;
import dev.holdfast.xml.XmlElement;
import java.util.Set;

/// `<drop/>`: the flow ends here.
record DropMediator() implements Mediator {

    static final MediatorReader READER = new ElementReader("drop", DropMediator::read);

    static Mediator read(XmlElement element, Reading reading) {
        reading.knows(element);
        reading.knowsChildren(element, Set.of());
        return new DropMediator();
    }

    @Override
    public Flow mediate(Exchange exchange) {
        exchange.removeAddressing("To");
        return Flow.STOP;
    }
}
