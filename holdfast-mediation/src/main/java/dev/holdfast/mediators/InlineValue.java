// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.content.Envelope;
import dev.holdfast.content.Format;
import dev.holdfast.expression.Value;
import dev.holdfast.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Node;

/// What an element of an artifact holds as a value for messages: its elements, else its text as XML, JSON or text.
final class InlineValue {

    private InlineValue() {}

    /// The content of an element.
    static Value read(XmlElement element) {
        if (element.children().isEmpty()) {
            return of(element.text().strip());
        }
        List<Node> nodes = new ArrayList<>();
        element.children().forEach(child -> nodes.add(Envelope.parseElement(child.toXml())));
        return new Value.Nodes(nodes);
    }

    /// A text.
    static Value of(String text) {
        return Payloads.read(new Value.Text(text), Format.NONE);
    }
}
