// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.expression.AttributeValue;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/// `<variable name= (value=|expression=|XML inside) [type=] [action=set|remove]/>`.
///
/// @param name of the variable
/// @param assignment what it is set to; empty to remove it
record VariableMediator(AttributeValue name, Optional<Assignment> assignment) implements Mediator {

    private static final List<String> TYPES = List.of("STRING", "BOOLEAN", "INTEGER", "LONG", "DOUBLE", "JSON", "XML");
    private static final Syntax SYNTAX = Syntax.of("variable", "Sets or removes a variable of the message.")
            .required("name", "text or {expression}")
            .optional("value", "", "what it is set to")
            .optional("expression", "", "what it is set to; one that finds nothing sets nothing")
            .optional("type", "STRING", String.join(", ", TYPES) + "; of XML inside: XML")
            .optional("action", "set", "set, or remove")
            .holding(Syntax.Contents.ANYTHING)
            .differs("A store keeps variables, with their types. Upstream loses them.");

    static final MediatorReader READER = new ElementReader(SYNTAX, VariableMediator::read);

    /// What a variable is set to.
    record Assignment(TextSource source, PropertyType type) {}

    static Mediator read(XmlElement element, FlowReading reading) {
        AttributeValue name = reading.value(element, reading.required(element, "name"));
        String action = element.attribute("action").orElse("set");
        if (!action.equals("set") && !action.equals("remove")) {
            reading.error(element, "action is '" + action + "'; expected set or remove");
        }
        if (action.equals("remove")) {
            return new VariableMediator(name, Optional.empty());
        }
        TextSource source = TextSource.readWithXml(element, reading);
        PropertyType without = element.children().isEmpty() ? PropertyType.STRING : PropertyType.OM;
        PropertyType type = PropertyType.read(element, TYPES, without, reading);
        if (source instanceof TextSource.Fixed(Value value)) {
            try {
                type.of(value, "");
            } catch (MediationException e) {
                reading.error(
                        element,
                        "value is '" + value.asText() + "', which is no "
                                + element.attribute("type").orElse(""));
            }
        }
        return new VariableMediator(name, Optional.of(new Assignment(source, type)));
    }

    @Override
    public Flow mediate(Exchange exchange) {
        String key = name.of(exchange);
        if (assignment.isEmpty()) {
            exchange.removeVariable(key);
            return Flow.CONTINUE;
        }
        Value value = assignment.get().source.of(exchange);
        if (!value.isMissing()) {
            exchange.setVariable(key, assignment.get().type.of(value, "variable " + key));
        }
        return Flow.CONTINUE;
    }
}
