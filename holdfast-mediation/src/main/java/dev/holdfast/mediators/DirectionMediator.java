// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.mediation.Sequence;
import dev.holdfast.reading.Syntax;

/// `<in>...</in>` and `<out>...</out>`: mediators for requests only, or for responses only.
///
/// @param response whether they are for responses
/// @param steps the mediators
record DirectionMediator(boolean response, Sequence steps) implements Mediator {

    static final MediatorReader IN = reader(
            Syntax.of("in", "Runs the mediators inside for a request; a response passes it.")
                    .holding(Syntax.Contents.MEDIATORS),
            false);
    static final MediatorReader OUT = reader(
            Syntax.of("out", "Runs the mediators inside for a response; a request passes it.")
                    .holding(Syntax.Contents.MEDIATORS),
            true);

    @Override
    public Flow mediate(Exchange exchange) {
        return exchange.isResponse() == response ? steps.mediate(exchange) : Flow.CONTINUE;
    }

    private static MediatorReader reader(Syntax syntax, boolean response) {
        return new ElementReader(
                syntax, (element, reading) -> new DirectionMediator(response, reading.sequence(element)));
    }
}
