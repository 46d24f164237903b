// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.content.Body;
import dev.holdfast.expression.Expression;
import dev.holdfast.expression.ExpressionSyntaxException;
import dev.holdfast.expression.JsonPaths;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.Parts;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `<foreach collection="${...}" ...><sequence/></foreach>`: runs mediators for each element, and gathers what has
/// become of it.
///
/// @param collection what finds the elements
/// @param parallel whether all run at once
/// @param counter the variable with the number of the element; empty for none
/// @param outcome what becomes of the results
/// @param steps what each runs through
record ForEachCollection(
        Expression collection, boolean parallel, Optional<String> counter, Outcome outcome, Mediator steps)
        implements Mediator {

    private static final Pattern PATH = Pattern.compile(
            "\\$\\{\\s*(payload|\\$|vars\\.([\\w-]+)|vars\\[[\"']([^\"']+)[\"']])(.*)}", Pattern.DOTALL);
    private static final Pattern XPATH = Pattern.compile("\\$\\{\\s*xpath\\s*\\(.*\\)\\s*}", Pattern.DOTALL);

    /// What becomes of the results.
    sealed interface Outcome {

        /// They take the places of the elements.
        ///
        /// @param place of JSON; empty when the elements are XML
        record InPlace(Optional<Items.ArrayPlace> place) implements Outcome {}

        /// They become the value of a variable.
        record Variable(Results results, String name) implements Outcome {}

        /// Nobody waits for them.
        record Nothing() implements Outcome {}
    }

    static Mediator read(XmlElement element, FlowReading reading) {
        Optional<Expression> collection = reading.expression(element, "collection");
        boolean parallel = reading.flag(element, "parallel-execution", true);
        Optional<String> counter = element.attribute("counter-variable").filter(text -> !text.isBlank());
        if (parallel && counter.isPresent()) {
            reading.error(element, "counter-variable needs parallel-execution=\"false\"");
        }
        Optional<XmlElement> sequence = element.child("sequence");
        if (sequence.isEmpty()) {
            reading.error(element, "<sequence> is missing; <foreach> needs it");
        }
        Optional<Mediator> steps = sequence.map(reading::inline);
        Optional<Outcome> outcome = collection.flatMap(found -> outcome(element, found, reading));
        if (collection.isEmpty() || steps.isEmpty() || outcome.isEmpty()) {
            return unread -> Flow.STOP;
        }
        return new ForEachCollection(collection.get(), parallel, counter, outcome.get(), steps.get());
    }

    @Override
    public Flow mediate(Exchange exchange) {
        Optional<Items.ArrayPlace> place =
                outcome instanceof Outcome.InPlace(Optional<Items.ArrayPlace> found) ? found : Optional.empty();
        Items items = Items.of(exchange, collection, place);
        exchange.branches().reserve(items.size());
        Parts parts = new Parts(exchange, Parts.Terms.all(parallel));
        for (int i = 0; i < items.size(); i++) {
            Exchange part = parts.add(steps);
            part.body(items.body(i));
            int number = i;
            counter.ifPresent(name -> part.setVariable(name, PropertyValue.of(number)));
        }
        switch (outcome) {
            case Outcome.Nothing() -> parts.runBeside();
            case Outcome.InPlace _ -> {
                if (items.size() > 0) {
                    items.replace(exchange, bodies(parts.run()));
                }
            }
            case Outcome.Variable(Results results, String name) ->
                exchange.setVariable(name, results.property(values(parts.run())));
        }
        return Flow.CONTINUE;
    }

    private static List<Optional<Body>> bodies(List<Optional<Exchange>> parts) {
        return parts.stream().map(part -> part.map(Exchange::body)).toList();
    }

    private static List<Value> values(List<Optional<Exchange>> parts) {
        List<Value> values = new ArrayList<>();
        parts.forEach(part -> part.ifPresent(found -> values.add(Results.whole(found.body()))));
        return values;
    }

    private static Optional<Outcome> outcome(XmlElement element, Expression collection, FlowReading reading) {
        if (reading.flag(element, "continue-without-aggregation", false)) {
            return Optional.of(new Outcome.Nothing());
        }
        if (reading.flag(element, "update-original", true)) {
            return inPlace(element, collection, reading).map(Outcome.InPlace::new);
        }
        String name = reading.required(element, "target-variable");
        return Results.read(element, reading).map(results -> new Outcome.Variable(results, name));
    }

    private static Optional<Optional<Items.ArrayPlace>> inPlace(
            XmlElement element, Expression collection, FlowReading reading) {
        String text = collection.text().strip();
        Matcher path = PATH.matcher(text);
        if (path.matches()) {
            Optional<String> variable = Optional.ofNullable(path.group(2)).or(() -> Optional.ofNullable(path.group(3)));
            try {
                return Optional.of(Optional.of(new Items.ArrayPlace(
                        variable, JsonPaths.compile("$" + path.group(4).strip()))));
            } catch (ExpressionSyntaxException e) {
                reading.error(element, "attribute collection: " + e.getMessage());
                return Optional.empty();
            }
        }
        if (!text.startsWith("${") || XPATH.matcher(text).matches()) {
            return Optional.of(Optional.empty());
        }
        reading.error(
                element,
                "collection is '" + text + "', and its results have no place in the message; expected a path into"
                        + " payload or vars, xpath(...), or update-original=\"false\" with target-variable");
        return Optional.empty();
    }
}
