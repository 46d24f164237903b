// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.content.Body;
import dev.holdfast.content.Envelope;
import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.Expression;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.BranchTarget;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.mediation.Splitting;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

/// `<iterate expression [attachPath] [preservePayload] [continueParent] [sequential] [id]><target .../></iterate>`: a
/// message for each element that an expression finds, each through the target.
///
/// @param splitting how the messages run
/// @param expression what they are made of
/// @param whole where the element goes in a copy of the whole; empty when the element is all there is
/// @param target where they go
record IterateMediator(Splitting splitting, Expression expression, Optional<AttachPath> whole, BranchTarget target)
        implements Mediator {

    private static final Syntax SYNTAX = Splitting.attributes(Syntax.of(
                            "iterate",
                            "Sends a message for each element that the expression finds through the target, all at"
                                    + " once, and ends the sequence. Nothing found: nothing is sent.")
                    .required("expression", "finds XML elements, or a JSON array; anything else is a failure")
                    .optional(
                            "preservePayload",
                            "false",
                            "true: each message is the whole one, and holds the one element instead of all")
                    .optional(
                            "attachPath",
                            "the body",
                            "with preservePayload: the XML element that it becomes a child of, or the JSON value that"
                                    + " it replaces"))
            .child("target", "where each message goes; exactly one")
            .differs("The client is answered when all messages have ended, as with clone.")
            .differs("With preservePayload the messages must not hold more than 32 MiB together.");

    static final MediatorReader READER = new ElementReader(SYNTAX, IterateMediator::read);

    private static final long MOST_COPIED = 32L << 20;

    private static Mediator read(XmlElement element, FlowReading reading) {
        reading.required(element, "expression");
        Optional<Expression> expression = reading.expression(element, "expression");
        Optional<AttachPath> path = reading.flag(element, "preservePayload", false)
                ? Optional.of(AttachPath.read(element, reading))
                : Optional.empty();
        List<XmlElement> targets = element.children("target");
        if (targets.size() != 1) {
            reading.error(element, "<iterate> has " + targets.size() + " targets; it needs one");
        }
        Splitting splitting = Splitting.read(element, reading);
        Optional<BranchTarget> target = targets.stream().findFirst().map(found -> BranchTarget.read(found, reading));
        return expression
                .flatMap(found -> target.<Mediator>map(to -> new IterateMediator(splitting, found, path, to)))
                .orElse(unread -> Flow.STOP);
    }

    @Override
    public Flow mediate(Exchange exchange) {
        List<Exchange> messages = switch (expression.evaluate(exchange)) {
            case Value.Missing() -> List.of();
            case Value.Nodes found -> ofXml(exchange, Elements.all(found, expression));
            case Value.Json(JsonNode array) when array.isArray() -> ofJson(exchange, array);
            case Value other ->
                throw new MediationException(
                        ErrorCodes.GENERIC,
                        "iterate splits XML elements or a JSON array, and " + expression.text() + " is neither");
        };
        return splitting.run(
                exchange,
                messages.stream()
                        .map(message -> new Splitting.Part(message, target))
                        .toList());
    }

    private List<Exchange> ofJson(Exchange exchange, JsonNode array) {
        exchange.branches().reserve(array.size());
        if (whole.isPresent()) {
            requireSize(array.size(), exchange.body().content().size());
        }
        List<Exchange> messages = new ArrayList<>();
        for (JsonNode value : array) {
            Exchange message = exchange.branch();
            message.body(Body.of(whole.map(path -> path.replace(exchange.body().json(), value))
                    .orElse(value)));
            messages.add(message);
        }
        return messages;
    }

    private List<Exchange> ofXml(Exchange exchange, List<Element> found) {
        exchange.branches().reserve(found.size());
        return whole.isPresent() ? ofWhole(exchange, whole.get()) : ofElements(exchange, found);
    }

    private static List<Exchange> ofElements(Exchange exchange, List<Element> found) {
        Envelope empty = exchange.body().envelope().withPayload(List.of());
        List<Exchange> messages = new ArrayList<>();
        for (Element element : found) {
            Exchange message = exchange.branch();
            message.body(
                    Body.of(empty.withPayload(List.of(element)), exchange.body().format()));
            messages.add(message);
        }
        return messages;
    }

    /// The elements are taken out of a copy that nobody else has; each message is a copy of that.
    private List<Exchange> ofWhole(Exchange exchange, AttachPath path) {
        Exchange rest = exchange.branch();
        List<Element> found = Elements.all((Value.Nodes) expression.evaluate(rest), expression);
        found.forEach(element -> element.getParentNode().removeChild(element));
        Body without = Body.of(rest.body().envelope(), exchange.body().format());
        requireSize(found.size(), without.envelope().toXml().length());
        List<Exchange> messages = new ArrayList<>();
        for (Element element : found) {
            Exchange message = exchange.branch();
            message.body(without.copy());
            path.attach(message, element);
            messages.add(message);
        }
        return messages;
    }

    private static void requireSize(int messages, long each) {
        if (messages * each > MOST_COPIED) {
            throw new MediationException(
                    ErrorCodes.GENERIC,
                    "iterate would make " + messages + " messages of " + each + " bytes each, more than " + MOST_COPIED
                            + " bytes together; without preservePayload they are smaller");
        }
    }
}
