// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.expression.Expression;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.mediation.Sequence;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `<switch source=><case regex=>...</case>*<default>...</default></switch>`: one of many ways.
///
/// @param source what decides; empty only while it could not be read
/// @param cases in their order; the first that fits is taken
/// @param otherwise what runs when none fits
record SwitchMediator(Optional<Expression> source, List<Case> cases, Optional<Sequence> otherwise) implements Mediator {

    private static final Syntax SYNTAX = Syntax.of(
                    "switch",
                    "Runs the mediators of the first case that fits, else those of default. If they end the flow, it"
                            + " ends; if nothing fits, it goes on.")
            .required("source", "an expression; when it finds nothing, default runs")
            .child("case", "mediators; regex must fit the whole of what source finds")
            .child("default", "mediators for when no case fits");

    static final MediatorReader READER = new ElementReader(SYNTAX, SwitchMediator::read);

    /// A way.
    record Case(FullMatch regex, Sequence steps) {}

    SwitchMediator {
        cases = List.copyOf(cases);
    }

    static Mediator read(XmlElement element, FlowReading reading) {
        reading.required(element, "source");
        List<Case> cases = new ArrayList<>();
        for (XmlElement child : element.children("case")) {
            reading.knows(child, "regex");
            cases.add(new Case(FullMatch.read(child, "regex", reading), reading.sequence(child)));
        }
        List<XmlElement> defaults = element.children("default");
        if (defaults.size() > 1) {
            reading.error(defaults.getLast(), "there is a <default> already; a <switch> has one");
        }
        Optional<Sequence> otherwise = defaults.stream().findFirst().map(child -> {
            reading.knows(child);
            return reading.sequence(child);
        });
        if (cases.isEmpty() && otherwise.isEmpty()) {
            reading.error(element, "<switch> has neither <case> nor <default>");
        }
        return new SwitchMediator(
                element.attribute("source")
                        .filter(text -> !text.isBlank())
                        .flatMap(text -> reading.expression(element, "source")),
                cases,
                otherwise);
    }

    @Override
    public Flow mediate(Exchange exchange) {
        Value value =
                source.<Value>map(expression -> expression.evaluate(exchange)).orElseGet(Value.Missing::new);
        if (!value.isMissing()) {
            String text = value.asText();
            for (Case one : cases) {
                if (one.regex.fits(text)) {
                    return one.steps.mediate(exchange);
                }
            }
        }
        return otherwise.isPresent() ? otherwise.get().mediate(exchange) : Flow.CONTINUE;
    }
}
