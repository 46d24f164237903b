// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.expression.AttributeValue;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.mediation.SequenceSource;
import dev.holdfast.reading.Kind;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;
import java.util.Optional;

/// `<sequence key="name|{expr}"/>`: runs a named sequence; `<sequence [onError=]>...</sequence>`: the mediators
/// inside.
///
/// @param key its name
record SequenceMediator(AttributeValue key) implements Mediator {

    private static final Syntax SYNTAX = Syntax.of(
                    "sequence",
                    "Runs a named sequence, or the mediators inside. If that ended the flow, this one ends too.")
            .optional("key", "", "name or {expression}; without it the mediators inside run")
            .optional("onError", "", "the sequence for faults of the mediators inside")
            .holding(Syntax.Contents.MEDIATORS);

    static final MediatorReader READER = new ElementReader(SYNTAX, SequenceMediator::read);

    static Mediator read(XmlElement element, FlowReading reading) {
        Optional<String> name = element.attribute("key").filter(text -> !text.isBlank());
        if (name.isEmpty()) {
            if (element.children().isEmpty()) {
                reading.error(element, "<sequence> needs the attribute key, or mediators inside");
            }
            return reading.sequence(element);
        }
        if (!element.children().isEmpty() || element.attribute("onError").isPresent()) {
            reading.error(
                    element,
                    "<sequence> refers to '" + name.get() + "', so it holds no mediators and no onError of its own");
        }
        AttributeValue key = reading.value(element, name.get());
        reading.refersTo(Kind.SEQUENCE, key, element);
        return new SequenceMediator(key);
    }

    @Override
    public Flow mediate(Exchange exchange) {
        return new SequenceSource.Named(key.of(exchange)).mediate(exchange);
    }
}
