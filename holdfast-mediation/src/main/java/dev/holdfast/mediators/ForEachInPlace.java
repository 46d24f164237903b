// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.content.Body;
import dev.holdfast.content.Format;
import dev.holdfast.expression.Expression;
import dev.holdfast.expression.ExpressionSyntaxException;
import dev.holdfast.expression.JsonPaths;
import dev.holdfast.expression.Scope;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.Parts;
import dev.holdfast.mediation.SequenceSource;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.xml.XmlElement;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `<foreach expression [id] [sequence] [continueLoopOnFailure]><sequence/></foreach>`: changes each element in its
/// place, one after the other.
///
/// @param prefix of the names of its properties
/// @param expression what finds the elements
/// @param place where JSON goes back to
/// @param skips whether an element that fails stays as it was
/// @param steps what each runs through
record ForEachInPlace(
        String prefix, Expression expression, Optional<Items.ArrayPlace> place, boolean skips, Mediator steps)
        implements Mediator {

    private static final Logger LOGGER = System.getLogger(ForEachInPlace.class.getName());
    private static final Set<String> SENDING = Set.of("send", "call", "callout");
    private static final String COUNTER = "FOREACH_COUNTER";
    private static final String ORIGINAL = "FOREACH_ORIGINAL_MESSAGE";
    private static final String JSON = "json-eval(";

    static Mediator read(XmlElement element, FlowReading reading) {
        reading.required(element, "expression");
        Optional<Expression> expression = reading.expression(element, "expression");
        String id = element.attribute("id").map(String::strip).orElse("");
        Optional<SequenceSource> steps = steps(element, reading);
        element.child("sequence").ifPresent(child -> refuseSending(child, reading));
        boolean skips = reading.flag(element, "continueLoopOnFailure", false);
        return expression
                .flatMap(found -> steps.<Mediator>map(
                        each -> new ForEachInPlace(id.isEmpty() ? "" : id + "_", found, place(found), skips, each)))
                .orElse(unread -> Flow.STOP);
    }

    @Override
    public Flow mediate(Exchange exchange) {
        Items items = Items.of(exchange, expression, place);
        exchange.set(Scope.DEFAULT, prefix + ORIGINAL, original(exchange.body()));
        exchange.branches().reserve(items.size());
        List<Optional<Body>> bodies = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            exchange.set(Scope.DEFAULT, prefix + COUNTER, PropertyValue.of(i));
            bodies.add(Optional.of(changed(exchange, items.body(i))));
        }
        exchange.set(Scope.DEFAULT, prefix + COUNTER, PropertyValue.of(items.size()));
        if (items.size() > 0) {
            items.replace(exchange, bodies);
        }
        return Flow.CONTINUE;
    }

    /// What the steps make of it, wherever they end.
    private Body changed(Exchange exchange, Body body) {
        Parts parts = new Parts(exchange, Parts.Terms.all(false));
        Exchange part = parts.add(current -> {
            steps.mediate(current);
            return Flow.CONTINUE;
        });
        part.body(body);
        try {
            parts.run();
            return part.body();
        } catch (MediationException e) {
            if (!skips) {
                throw e;
            }
            LOGGER.log(
                    Level.WARNING,
                    exchange.origin().logPrefix() + "Message " + exchange.flowId()
                            + ": foreach leaves an element as it was, as it failed: " + e.getMessage());
            return body;
        }
    }

    private static PropertyValue original(Body body) {
        return body.format() == Format.JSON
                ? new PropertyValue.Json(body.text())
                : new PropertyValue.Xml(body.envelope().toXml());
    }

    private static Optional<SequenceSource> steps(XmlElement element, FlowReading reading) {
        Optional<SequenceSource> steps = reading.sequence(element, "sequence");
        if (steps.isEmpty()) {
            reading.error(element, "neither the attribute nor the child sequence is given; <foreach> needs one");
        }
        return steps;
    }

    private static void refuseSending(XmlElement parent, FlowReading reading) {
        for (XmlElement child : parent.children()) {
            if (child.isSynapse() && SENDING.contains(child.localName())) {
                reading.error(
                        child,
                        "<" + child.localName() + "> cannot stand in a <foreach> with expression; one with collection"
                                + " can ask back ends");
            }
            refuseSending(child, reading);
        }
    }

    /// The place of the array in the body, if the expression is a JSONPath into it.
    private static Optional<Items.ArrayPlace> place(Expression expression) {
        String text = expression.text().strip();
        if (!text.startsWith(JSON) || !text.endsWith(")")) {
            return Optional.empty();
        }
        String path = text.substring(JSON.length(), text.length() - 1).strip();
        try {
            return Optional.of(new Items.ArrayPlace(
                    Optional.empty(), JsonPaths.compile(path.startsWith("$") ? path : "$." + path)));
        } catch (ExpressionSyntaxException e) {
            return Optional.empty();
        }
    }
}
