// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;

/// `<respond/>`: answers the client with the current message.
record RespondMediator() implements Mediator {

    private static final Syntax SYNTAX = Syntax.of(
            "respond",
            "Answers the client with the current" + " message, its header fields and axis2 HTTP_SC; ends the flow.");

    static final MediatorReader READER = new ElementReader(SYNTAX, RespondMediator::read);

    static Mediator read(XmlElement element, FlowReading reading) {
        return new RespondMediator();
    }

    @Override
    public Flow mediate(Exchange exchange) {
        exchange.reply();
        return Flow.STOP;
    }
}
