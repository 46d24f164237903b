// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.AttributeValue;
import dev.holdfast.expression.Scope;
import dev.holdfast.mediation.BranchTarget;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.mediation.Splitting;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `<clone [continueParent] [sequential] [iterations] [id]><target .../>+</clone>`: copies of the message, each
/// through a target of its own.
///
/// @param splitting how the copies run
/// @param targets where they go
/// @param iterations how many copies the only target gets
record CloneMediator(Splitting splitting, List<BranchTarget> targets, Optional<AttributeValue> iterations)
        implements Mediator {

    private static final Syntax SYNTAX = Splitting.attributes(Syntax.of(
                    "clone", "Sends a copy of the message through each target, all at once, and ends the sequence."))
            .optional("iterations", "", "how many copies the only target gets; number or {expression}")
            .child("target", "where a copy goes, see below; one or more")
            .differs("The client is answered when all copies have ended: 202 if none of them replied. Upstream"
                    + " never answers unless a copy replies.")
            .differs("A copy that fails without a handler of its own makes the answer an error, also when another copy"
                    + " has replied with a success: a 2xx would say that both have arrived.")
            .differs("Each copy runs on a thread of its own; there is no pool that could be full.");

    static final MediatorReader READER = new ElementReader(SYNTAX, CloneMediator::read);

    CloneMediator {
        targets = List.copyOf(targets);
    }

    private static Mediator read(XmlElement element, FlowReading reading) {
        List<BranchTarget> targets = element.children("target").stream()
                .map(target -> BranchTarget.read(target, reading))
                .toList();
        if (targets.isEmpty()) {
            reading.error(element, "<clone> has no target; it needs one or more");
        }
        Optional<AttributeValue> iterations = element.attribute("iterations")
                .filter(text -> !text.isBlank())
                .map(text -> reading.value(element, text));
        if (iterations.isPresent() && targets.size() > 1) {
            reading.error(element, "iterations is for one target; there are " + targets.size());
        }
        return new CloneMediator(Splitting.read(element, reading), targets, iterations);
    }

    @Override
    public Flow mediate(Exchange exchange) {
        int copies = iterations.map(value -> number(value.of(exchange))).orElse(targets.size());
        List<Splitting.Part> parts = new ArrayList<>();
        exchange.branches().reserve(copies);
        for (int i = 0; i < copies; i++) {
            Exchange branch = exchange.branch();
            if (iterations.isPresent()) {
                branch.set(Scope.DEFAULT, "CLONED_ITERATION_INDEX", PropertyValue.of(i));
            }
            parts.add(new Splitting.Part(branch, targets.get(i % targets.size())));
        }
        return splitting.run(exchange, parts);
    }

    private static int number(String text) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(text);
        }
        throw wrong(text);
    }

    private static MediationException wrong(String text) {
        return new MediationException(
                ErrorCodes.GENERIC, "iterations of clone is '" + text + "'; expected a number, 0 or more");
    }
}
