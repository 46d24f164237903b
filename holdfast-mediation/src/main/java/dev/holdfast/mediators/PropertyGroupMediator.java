// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;
import java.util.List;

/// `<propertyGroup><property .../>...</propertyGroup>`: several properties.
///
/// @param properties in their order
record PropertyGroupMediator(List<Mediator> properties) implements Mediator {

    private static final Syntax SYNTAX =
            Syntax.of("propertyGroup", "Several properties.").child("property", "as" + " property");

    static final MediatorReader READER = new ElementReader(SYNTAX, PropertyGroupMediator::read);

    PropertyGroupMediator {
        properties = List.copyOf(properties);
    }

    static Mediator read(XmlElement element, FlowReading reading) {
        return new PropertyGroupMediator(element.children("property").stream()
                .map(child -> PropertyMediator.read(child, reading))
                .toList());
    }

    @Override
    public Flow mediate(Exchange exchange) {
        properties.forEach(property -> property.mediate(exchange));
        return Flow.CONTINUE;
    }
}
