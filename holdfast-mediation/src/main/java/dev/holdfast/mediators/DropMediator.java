// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;

/// `<drop/>`: the flow ends here.
record DropMediator() implements Mediator {

    private static final Syntax SYNTAX = Syntax.of("drop", "Ends the flow without an answer.");

    static final MediatorReader READER = new ElementReader(SYNTAX, DropMediator::read);

    static Mediator read(XmlElement element, FlowReading reading) {
        return new DropMediator();
    }

    @Override
    public Flow mediate(Exchange exchange) {
        exchange.removeAddressing("To");
        return Flow.STOP;
    }
}
