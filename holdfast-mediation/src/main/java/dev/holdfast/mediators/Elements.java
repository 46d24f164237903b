// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.Expression;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.MediationException;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// The XML elements that an expression has found.
final class Elements {

    private Elements() {}

    /// @throws MediationException when it has found something else among them
    static List<Element> all(Value.Nodes found, Expression expression) {
        List<Element> elements = new ArrayList<>();
        for (Node node : found.nodes()) {
            if (!(node instanceof Element element)) {
                throw new MediationException(
                        ErrorCodes.GENERIC, expression.text() + " finds something that is no element");
            }
            elements.add(element);
        }
        return elements;
    }
}
