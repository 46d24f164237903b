// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.expression.Expression;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.mediation.Parts;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `<scatter-gather ...><aggregation .../><sequence/>+</scatter-gather>`: a copy of the message through each sequence,
/// and goes on with what is found in all of them.
///
/// @param parallel whether all run at once
/// @param gathering what is taken of each, and when it is enough
/// @param results how they become one
/// @param variable where the one goes; empty for the body
/// @param sequences what the copies run through
record ScatterGatherMediator(
        boolean parallel, Aggregation gathering, Results results, Optional<String> variable, List<Mediator> sequences)
        implements Mediator {

    private static final Syntax SYNTAX = Syntax.of(
                    "scatter-gather",
                    "Sends a copy of the message through each sequence, and goes on with what is found in all of them"
                            + " in the body, or in a variable.")
            .optional("parallel-execution", "true", "all at once, or one after the other")
            .required("target", "body or variable: where the results go")
            .optional("target-variable", "", "the name of the variable; required for target variable")
            .required("result-content-type", "JSON: an array; XML: an element around the results")
            .optional("result-enclosing-element", "", "name of that element; required for XML")
            .child(
                    "aggregation",
                    "required. expression: what is taken of each; condition: whether it is taken; timeout: milliseconds;"
                            + " min-messages, max-messages: so many are enough, numbers or {expression}")
            .child("sequence", "what a copy runs through; one or more")
            .differs(
                    "A copy that fails without a handler inside fails the whole when all have ended, unless a timeout or"
                            + " a number of messages lets it go on with the others. Upstream hangs.")
            .differs("A copy that the condition does not take is left out. Upstream lets it run on alone.");

    static final MediatorReader READER = new ElementReader(SYNTAX, ScatterGatherMediator::read);

    private static final long MOST_MILLISECONDS = 86_400_000;

    /// `<aggregation>`.
    ///
    /// @param expression what is taken of each
    /// @param condition whether it is taken
    /// @param timeout after which it goes on with what is there
    /// @param min so many are enough
    /// @param max so many are enough
    record Aggregation(
            Expression expression, Optional<Expression> condition, Optional<Duration> timeout, Count min, Count max) {}

    ScatterGatherMediator {
        sequences = List.copyOf(sequences);
    }

    private static Mediator read(XmlElement element, FlowReading reading) {
        List<Mediator> sequences = element.children("sequence").stream()
                .<Mediator>map(reading::inline)
                .toList();
        if (sequences.isEmpty()) {
            reading.error(element, "<scatter-gather> has no sequence; it needs one or more");
        }
        Optional<Aggregation> aggregation = aggregation(element, reading);
        Optional<Results> results = Results.read(element, reading);
        Optional<String> variable = variable(element, reading);
        boolean parallel = reading.flag(element, "parallel-execution", true);
        return aggregation
                .flatMap(gathering -> results.<Mediator>map(
                        found -> new ScatterGatherMediator(parallel, gathering, found, variable, sequences)))
                .orElse(unread -> Flow.STOP);
    }

    @Override
    public Flow mediate(Exchange exchange) {
        exchange.branches().reserve(sequences.size());
        Parts.Terms terms =
                new Parts.Terms(parallel, gathering.min.of(exchange), gathering.max.of(exchange), gathering.timeout);
        Parts parts = new Parts(exchange, terms);
        sequences.forEach(sequence -> parts.add(
                current -> sequence.mediate(current) == Flow.STOP || !isTaken(current) ? Flow.STOP : Flow.CONTINUE));
        List<Value> found = new ArrayList<>();
        parts.run()
                .forEach(part -> part.map(gathering.expression::evaluate)
                        .filter(value -> !value.isMissing())
                        .ifPresent(found::add));
        variable.ifPresentOrElse(
                name -> exchange.setVariable(name, results.property(found)), () -> exchange.body(results.body(found)));
        return Flow.CONTINUE;
    }

    private boolean isTaken(Exchange part) {
        return gathering.condition.isEmpty()
                || gathering.condition.get().evaluate(part).asBoolean();
    }

    private static Optional<String> variable(XmlElement element, FlowReading reading) {
        String target = reading.required(element, "target").strip();
        if (target.equals("variable")) {
            return Optional.of(reading.required(element, "target-variable"));
        }
        if (!target.equals("body") && !target.isEmpty()) {
            reading.error(element, "target is '" + target + "'; expected body or variable");
        }
        return Optional.empty();
    }

    private static Optional<Aggregation> aggregation(XmlElement element, FlowReading reading) {
        Optional<XmlElement> found = element.child("aggregation");
        if (found.isEmpty()) {
            reading.error(element, "<aggregation> is missing; <scatter-gather> needs it");
            return Optional.empty();
        }
        XmlElement child = found.get();
        reading.knows(child, "expression", "condition", "timeout", "min-messages", "max-messages");
        reading.knowsChildren(child, List.of());
        reading.required(child, "expression");
        Optional<Expression> condition = reading.expression(child, "condition");
        Optional<Duration> timeout = timeout(child, reading);
        Count min = Count.read(child, "min-messages", reading);
        Count max = Count.read(child, "max-messages", reading);
        return reading.expression(child, "expression")
                .map(expression -> new Aggregation(expression, condition, timeout, min, max));
    }

    private static Optional<Duration> timeout(XmlElement child, FlowReading reading) {
        Optional<String> text = child.attribute("timeout").map(String::strip).filter(found -> !found.isEmpty());
        if (text.isPresent() && (!text.get().matches("\\d{1,9}") || Long.parseLong(text.get()) > MOST_MILLISECONDS)) {
            reading.error(
                    child,
                    "timeout is '" + text.get() + "'; expected milliseconds, up to " + MOST_MILLISECONDS
                            + ", or 0 for none");
            return Optional.empty();
        }
        return text.map(number -> Duration.ofMillis(Long.parseLong(number))).filter(Duration::isPositive);
    }
}
