// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.content.Body;
import dev.holdfast.content.Envelope;
import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.Expression;
import dev.holdfast.expression.Expressions;
import dev.holdfast.expression.Scope;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.Gathering;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// `<onComplete expression [sequence] [enclosingElementProperty]>...</onComplete>`: makes one message of a group, and
/// runs it.
///
/// @param expression what of each message goes into the one
/// @param enclosing the property that holds the element around all
/// @param steps what the one runs through
record Merging(Expression expression, Optional<String> enclosing, Mediator steps) implements Gathering.Completion {

    private static final String FIRST_IN_BODY = "$body/*[1]";

    static Merging read(XmlElement element, FlowReading reading) {
        Expression byDefault = Expressions.read(FIRST_IN_BODY, Map.of());
        return new Merging(
                reading.expression(element, "expression").orElse(byDefault),
                element.attribute("enclosingElementProperty").filter(text -> !text.isBlank()),
                reading.steps(element, "sequence"));
    }

    @Override
    public Flow complete(Exchange merged, List<Exchange> messages) {
        Value first = expression.evaluate(messages.getFirst());
        boolean xml = first instanceof Value.Nodes
                || (first.isMissing() && expression.language() == Expression.Language.XPATH);
        merged.body(xml ? xml(merged, messages) : json(merged, messages));
        return steps.mediate(merged);
    }

    /// What was found in all, in place of what it was found in in the first.
    private Body xml(Exchange merged, List<Exchange> messages) {
        List<Element> found = new ArrayList<>();
        messages.forEach(message -> found.addAll(elements(message)));
        Envelope first = messages.getFirst().body().envelope();
        List<Element> payload = new ArrayList<>();
        for (Node node = first.body().getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && found.stream().noneMatch(part -> isWithin(part, element))) {
                payload.add(element);
            }
        }
        payload.addAll(found);
        List<Element> enclosed = enclosing(merged)
                .map(around -> List.of(enclosed(around, payload)))
                .orElse(payload);
        return Body.of(first.withPayload(enclosed), messages.getFirst().body().format());
    }

    private List<Element> elements(Exchange message) {
        if (expression.evaluate(message) instanceof Value.Nodes found) {
            return Elements.all(found, expression);
        }
        throw nothingFound();
    }

    private Body json(Exchange merged, List<Exchange> messages) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Exchange message : messages) {
            Value value = expression.evaluate(message);
            if (value.isMissing()) {
                throw nothingFound();
            }
            array.add(value.asJson());
        }
        JsonNode whole = enclosing(merged)
                .<JsonNode>map(around -> JsonNodeFactory.instance.objectNode().set(around.getLocalName(), array))
                .orElse(array);
        return Body.of(whole);
    }

    private Optional<Element> enclosing(Exchange merged) {
        return enclosing.map(name -> {
            if (merged.property(Scope.DEFAULT, name).orElse(PropertyValue.of(""))
                    instanceof PropertyValue.Xml(String xml)) {
                return Envelope.parseElement(xml);
            }
            throw new MediationException(
                    ErrorCodes.GENERIC,
                    "enclosingElementProperty names the property '" + name + "', which holds no XML element");
        });
    }

    private static Element enclosed(Element around, List<Element> payload) {
        payload.forEach(element -> around.appendChild(around.getOwnerDocument().importNode(element, true)));
        return around;
    }

    private static boolean isWithin(Node part, Element ancestor) {
        for (Node node = part; node != null; node = node.getParentNode()) {
            if (node.isSameNode(ancestor)) {
                return true;
            }
        }
        return false;
    }

    private MediationException nothingFound() {
        return new MediationException(
                ErrorCodes.GENERIC, expression.text() + " finds nothing in a message that is to be aggregated");
    }
}
