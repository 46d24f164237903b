// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.content.Body;
import dev.holdfast.content.Envelope;
import dev.holdfast.content.Json;
import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.Expression;
import dev.holdfast.expression.JsonPaths;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.message.PropertyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The elements of a message that mediators run for, each as a body of its own, and the way back into the message.
sealed interface Items {

    /// How many there are.
    int size();

    /// One of them, as the body of a message.
    Body body(int index);

    /// Puts bodies in the places of the elements; an element without one is taken out.
    void replace(Exchange exchange, List<Optional<Body>> bodies);

    /// Puts a body in the place of the first of them.
    ///
    /// @throws MediationException when there is none
    default void replaceFirst(Exchange exchange, Body body) {
        if (size() == 0) {
            throw new MediationException(
                    ErrorCodes.GENERIC, "there is no element in the message that could be replaced");
        }
        List<Optional<Body>> bodies = new ArrayList<>(List.of(Optional.of(body)));
        for (int i = 1; i < size(); i++) {
            bodies.add(Optional.of(body(i)));
        }
        replace(exchange, bodies);
    }

    /// What an expression finds.
    ///
    /// @param place where JSON goes back to; empty when it does not
    /// @throws MediationException when it is neither elements nor an array
    static Items of(Exchange exchange, Expression expression, Optional<ArrayPlace> place) {
        return switch (expression.evaluate(exchange)) {
            case Value.Missing() -> new Values(JsonNodeFactory.instance.arrayNode(), place);
            case Value.Nodes found ->
                new Xml(
                        Elements.all(found, expression),
                        exchange.body().envelope().withPayload(List.of()),
                        expression,
                        exchange.body());
            case Value.Json(ArrayNode array) -> new Values(array, place);
            case Value other ->
                throw new MediationException(
                        ErrorCodes.GENERIC,
                        "XML elements or a JSON array are expected, and " + expression.text() + " is neither");
        };
    }

    /// Elements of XML.
    ///
    /// @param empty the message's envelope without a payload
    /// @param expression by which they are found
    /// @param whole the body in which they are
    record Xml(List<Element> elements, Envelope empty, Expression expression, Body whole) implements Items {

        @Override
        public int size() {
            return elements.size();
        }

        @Override
        public Body body(int index) {
            return Body.of(empty.withPayload(List.of(elements.get(index))), whole.format());
        }

        /// Works on a copy of the message, in which the expression finds the same elements.
        @Override
        public void replace(Exchange exchange, List<Optional<Body>> bodies) {
            Exchange copy = exchange.branch();
            if (!(expression.evaluate(copy) instanceof Value.Nodes found)
                    || found.nodes().size() != bodies.size()
                    || !found.nodes()
                            .getFirst()
                            .getOwnerDocument()
                            .equals(copy.body().envelope().document())) {
                throw new MediationException(
                        ErrorCodes.GENERIC, expression.text() + " does not point into the body of the message");
            }
            List<Element> places = Elements.all(found, expression);
            for (int i = 0; i < places.size(); i++) {
                Node parent = places.get(i).getParentNode();
                for (Element part : bodies.get(i).map(Items::payload).orElse(List.of())) {
                    parent.insertBefore(parent.getOwnerDocument().importNode(part, true), places.get(i));
                }
                parent.removeChild(places.get(i));
            }
            exchange.body(Body.of(copy.body().envelope(), whole.format()));
        }
    }

    /// Values of a JSON array.
    record Values(ArrayNode array, Optional<ArrayPlace> place) implements Items {

        @Override
        public int size() {
            return array.size();
        }

        @Override
        public Body body(int index) {
            return Body.of(array.get(index));
        }

        @Override
        public void replace(Exchange exchange, List<Optional<Body>> bodies) {
            ArrayNode changed = JsonNodeFactory.instance.arrayNode();
            bodies.forEach(body -> body.ifPresent(found -> changed.add(found.json())));
            place.orElseThrow(() -> new MediationException(ErrorCodes.GENERIC, "the array has no place in the message"))
                    .put(exchange, changed);
        }
    }

    /// Where an array of JSON is.
    ///
    /// @param variable the variable that holds it; empty for the body
    /// @param path in there
    record ArrayPlace(Optional<String> variable, JsonPaths path) {

        void put(Exchange exchange, JsonNode array) {
            if (variable.isEmpty()) {
                exchange.body(Body.of(path.replace(exchange.body().json(), array)));
                return;
            }
            JsonNode document = exchange.variable(variable.get())
                    .map(PropertyValue::asText)
                    .map(Json::read)
                    .orElseThrow(() -> new MediationException(
                            ErrorCodes.GENERIC, "there is no variable '" + variable.get() + "' any more"));
            exchange.setVariable(variable.get(), new PropertyValue.Json(Json.write(path.replace(document, array))));
        }
    }

    /// All elements in the body.
    private static List<Element> payload(Body body) {
        List<Element> found = new ArrayList<>();
        Node first = body.envelope().body().getFirstChild();
        for (Node node = first; node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }
}
