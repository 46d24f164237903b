// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;

/// Reads one kind of mediator. Thread-safe.
public interface MediatorReader {

    /// What its element may hold.
    Syntax syntax();

    /// Reads an element of that name. What is wrong goes to the problems; the mediator is not run then.
    Mediator read(XmlElement element, FlowReading reading);
}
