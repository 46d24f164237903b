// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.AttributeValue;
import dev.holdfast.expression.Expression;
import dev.holdfast.expression.Scope;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.reading.Kind;
import dev.holdfast.settings.NearestName;
import dev.holdfast.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/// The `source` of an enrich: what is put somewhere.
sealed interface EnrichSource {

    /// The values of the attribute type.
    List<String> TYPES = List.of("custom", "envelope", "body", "property", "inline");

    /// What it is for the current message; missing when there is nothing.
    Value value(Exchange exchange);

    /// As the attribute type has it.
    String type();

    /// What an expression finds.
    ///
    /// @param copied whether what is found stays where it is
    record Custom(Expression expression, boolean copied) implements EnrichSource {
        @Override
        public Value value(Exchange exchange) {
            return expression.evaluate(exchange);
        }

        @Override
        public String type() {
            return "custom";
        }
    }

    /// The whole envelope.
    record WholeEnvelope() implements EnrichSource {
        @Override
        public Value value(Exchange exchange) {
            return new Value.Nodes(List.of(exchange.body().envelope().root()));
        }

        @Override
        public String type() {
            return "envelope";
        }
    }

    /// What the body holds: JSON, or its first element.
    record OfBody() implements EnrichSource {
        @Override
        public Value value(Exchange exchange) {
            return Payloads.of(exchange.body());
        }

        @Override
        public String type() {
            return "body";
        }
    }

    /// A property of the scope default.
    record OfProperty(String name) implements EnrichSource {
        @Override
        public Value value(Exchange exchange) {
            return exchange.property(Scope.DEFAULT, name).map(Value::of).orElseGet(Value.Missing::new);
        }

        @Override
        public String type() {
            return "property";
        }
    }

    /// What stands in the artifact.
    record Inline(Value value) implements EnrichSource {
        @Override
        public Value value(Exchange exchange) {
            return value;
        }

        @Override
        public String type() {
            return "inline";
        }
    }

    /// What stands in a local entry or the registry.
    record Keyed(AttributeValue key) implements EnrichSource {
        @Override
        public Value value(Exchange exchange) {
            String name = key.of(exchange);
            return exchange.services()
                    .catalogue()
                    .resource(name)
                    .map(found -> InlineValue.of(found.text().strip()))
                    .orElseThrow(() -> new MediationException(
                            ErrorCodes.GENERIC, "enrich: there is no local entry or registry resource '" + name + "'"));
        }

        @Override
        public String type() {
            return "inline";
        }
    }

    /// Reads the element; empty when, reported, it cannot be read.
    static Optional<EnrichSource> read(XmlElement element, FlowReading reading) {
        reading.knows(element, "clone", "type", "xpath", "property", "key");
        String type = element.attribute("type").orElse("custom");
        return switch (type) {
            case "custom" -> custom(element, reading);
            case "envelope" -> Optional.of(new WholeEnvelope());
            case "body" -> Optional.of(new OfBody());
            case "property" -> Optional.of(new OfProperty(reading.required(element, "property")));
            case "inline" -> Optional.of(inline(element, reading));
            default -> {
                reading.error(
                        element,
                        "type is '" + type + "'; expected one of " + String.join(", ", TYPES)
                                + NearestName.hint(type, TYPES));
                yield Optional.empty();
            }
        };
    }

    private static Optional<EnrichSource> custom(XmlElement element, FlowReading reading) {
        reading.required(element, "xpath");
        boolean copied = reading.flag(element, "clone", true);
        return element.attribute("xpath")
                .filter(text -> !text.isBlank())
                .flatMap(text -> reading.expression(element, "xpath"))
                .map(expression -> new Custom(expression, copied));
    }

    private static EnrichSource inline(XmlElement element, FlowReading reading) {
        Optional<String> key = element.attribute("key").filter(text -> !text.isBlank());
        if (key.isPresent()) {
            AttributeValue value = reading.value(element, key.get());
            reading.refersTo(Kind.RESOURCE, value, element);
            return new Keyed(value);
        }
        if (element.children().isEmpty() && element.text().isBlank()) {
            reading.error(element, "<source> of type inline holds nothing; it holds XML, JSON or text, or has a key");
        }
        return new Inline(InlineValue.read(element));
    }
}
