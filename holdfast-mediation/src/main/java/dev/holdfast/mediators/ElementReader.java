// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.mediation.Reading;
import dev.holdfast.xml.XmlElement;
import java.util.function.BiFunction;

/// A reader made of an element's name and a function.
record ElementReader(String element, BiFunction<XmlElement, Reading, Mediator> function) implements MediatorReader {

    @Override
    public Mediator read(XmlElement xml, Reading reading) {
        return function.apply(xml, reading);
    }
}
