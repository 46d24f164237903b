// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;
import java.util.function.BiFunction;

/// A reader made of a syntax and a function; the element has been checked by the syntax before.
record ElementReader(Syntax syntax, BiFunction<XmlElement, FlowReading, Mediator> function) implements MediatorReader {

    @Override
    public Mediator read(XmlElement xml, FlowReading reading) {
        reading.follows(xml, syntax);
        return function.apply(xml, reading);
    }
}
