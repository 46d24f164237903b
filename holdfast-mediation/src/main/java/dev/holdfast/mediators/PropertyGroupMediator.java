// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.mediation.Reading;
import dev.holdfast.xml.XmlElement;
import java.util.List;
import java.util.Set;

/// `<propertyGroup><property .../>...</propertyGroup>`: several properties.
///
/// @param properties in their order
record PropertyGroupMediator(List<Mediator> properties) implements Mediator {

    static final MediatorReader READER = new ElementReader("propertyGroup", PropertyGroupMediator::read);

    PropertyGroupMediator {
        properties = List.copyOf(properties);
    }

    static Mediator read(XmlElement element, Reading reading) {
        reading.knows(element);
        reading.knowsChildren(element, Set.of("property", "description"));
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
