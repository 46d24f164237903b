// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.FlowRunner;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;

/// `<loopback/>`: turns a request round, as if it were the response.
record LoopbackMediator() implements Mediator {

    private static final Syntax SYNTAX = Syntax.of(
            "loopback",
            "Turns a request round: it goes through the out-sequence as if it were the response; without an"
                    + " out-sequence the client is answered with it. Ends the flow; in a response it does no more.");

    static final MediatorReader READER = new ElementReader(SYNTAX, LoopbackMediator::read);

    static Mediator read(XmlElement element, FlowReading reading) {
        return new LoopbackMediator();
    }

    @Override
    public Flow mediate(Exchange exchange) {
        FlowRunner.loopBack(exchange);
        return Flow.STOP;
    }
}
