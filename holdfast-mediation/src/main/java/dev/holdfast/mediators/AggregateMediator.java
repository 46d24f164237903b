// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.expression.Expression;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.Gathering;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `<aggregate [id]><correlateOn/>? <completeCondition/>? <onComplete>...</onComplete></aggregate>`: messages wait
/// here until their group is complete; then one goes on in place of all.
final class AggregateMediator implements Mediator {

    private static final Syntax SYNTAX = Syntax.of(
                    "aggregate",
                    "Lets messages wait until their group is complete; then one goes on in place of all. A message that"
                            + " is no part of a split passes.")
            .optional("id", "", "that of the iterate or clone whose messages it gathers")
            .child("correlateOn", "expression: all messages for which it is not false are one group")
            .child(
                    "completeCondition",
                    "timeout: seconds after the first message, for going on with what is there. messageCount with min"
                            + " and max, numbers or {expression}: so many are enough. Without any: all of a split")
            .child(
                    "onComplete",
                    "mediators, or sequence: what the one message runs through. expression: what of each message goes"
                            + " into it. enclosingElementProperty: name of a property with the element around all")
            .differs("Parts of a split are put together in their order. Upstream takes them as they come.")
            .differs("When all parts have ended and some never came, it goes on at once, if it has a timeout; without"
                    + " one the message that waits fails. Upstream's client never hears.")
            .differs("Without a timeout, messages of different requests wait for each other for 60 s at most; then they"
                    + " fail. A request is answered when the group of its message has ended.")
            .differs("At most 10,000 groups of 10,000 messages wait, all together 256 MiB; what is beyond fails.");

    static final MediatorReader READER = new ElementReader(SYNTAX, AggregateMediator::read);

    private static final int MOST_SECONDS = 86_400;
    private static final Set<String> AGGREGATE_TYPES = Set.of("root", "child");

    private final String id;
    private final Optional<Expression> correlateOn;
    private final Optional<Duration> timeout;
    private final Count min;
    private final Count max;
    private final Gathering gathering;

    private AggregateMediator(String id, Optional<Expression> correlateOn, Condition condition, Merging merging) {
        this.id = id;
        this.correlateOn = correlateOn;
        this.timeout = condition.timeout;
        this.min = condition.min;
        this.max = condition.max;
        this.gathering = new Gathering(Gathering.Limits.standard(), merging);
    }

    /// `completeCondition`.
    private record Condition(Optional<Duration> timeout, Count min, Count max) {}

    private static Mediator read(XmlElement element, FlowReading reading) {
        Optional<XmlElement> onComplete = element.child("onComplete");
        if (onComplete.isEmpty()) {
            reading.error(element, "<onComplete> is missing; <aggregate> needs it");
            return unread -> Flow.STOP;
        }
        return new AggregateMediator(
                element.attribute("id").map(String::strip).orElse(""),
                element.child("correlateOn").flatMap(child -> correlation(child, reading)),
                condition(element, reading),
                merging(onComplete.get(), reading));
    }

    @Override
    public Flow mediate(Exchange exchange) {
        Gathering.Terms terms = new Gathering.Terms(id, min.of(exchange), max.of(exchange), timeout);
        if (correlateOn.isEmpty()) {
            return gathering.gatherParts(exchange, terms);
        }
        return correlateOn.get().evaluate(exchange) instanceof Value.Bool(boolean belongs) && !belongs
                ? Flow.CONTINUE
                : gathering.gatherAll(exchange, terms);
    }

    private static Optional<Expression> correlation(XmlElement child, FlowReading reading) {
        reading.knows(child, "expression");
        reading.knowsChildren(child, List.of());
        reading.required(child, "expression");
        return reading.expression(child, "expression");
    }

    private static Condition condition(XmlElement element, FlowReading reading) {
        Optional<XmlElement> condition = element.child("completeCondition");
        if (condition.isEmpty()) {
            return new Condition(Optional.empty(), Count.none(), Count.none());
        }
        reading.knows(condition.get(), "timeout");
        reading.knowsChildren(condition.get(), List.of("messageCount"));
        Optional<XmlElement> count = condition.get().child("messageCount");
        count.ifPresent(found -> reading.knows(found, "min", "max"));
        return new Condition(
                timeout(condition.get(), reading),
                count.map(found -> Count.read(found, "min", reading)).orElseGet(Count::none),
                count.map(found -> Count.read(found, "max", reading)).orElseGet(Count::none));
    }

    private static Optional<Duration> timeout(XmlElement condition, FlowReading reading) {
        Optional<String> text =
                condition.attribute("timeout").map(String::strip).filter(found -> !found.isEmpty());
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.get().matches("-?\\d{1,9}") || Integer.parseInt(text.get()) > MOST_SECONDS) {
            reading.error(
                    condition,
                    "timeout is '" + text.get() + "'; expected seconds, up to " + MOST_SECONDS + ", or 0 for none");
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(Integer.parseInt(text.get()))).filter(Duration::isPositive);
    }

    private static Merging merging(XmlElement onComplete, FlowReading reading) {
        reading.knows(onComplete, "expression", "sequence", "enclosingElementProperty", "aggregateElementType");
        onComplete
                .attribute("aggregateElementType")
                .filter(type -> !AGGREGATE_TYPES.contains(type))
                .ifPresent(type ->
                        reading.error(onComplete, "aggregateElementType is '" + type + "'; expected root or child"));
        return Merging.read(onComplete, reading);
    }
}
