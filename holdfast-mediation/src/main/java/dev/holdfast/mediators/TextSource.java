// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.expression.Expression;
import dev.holdfast.expression.Value;
import dev.holdfast.expression.View;
import dev.holdfast.reading.Reading;
import dev.holdfast.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/// Where a value comes from: the attribute `value`, or the attribute `expression`.
sealed interface TextSource {

    /// What it is for the current message.
    Value of(View view);

    /// Always the same.
    record Fixed(Value value) implements TextSource {
        @Override
        public Value of(View view) {
            return value;
        }
    }

    /// Evaluated for each message.
    record Evaluated(Expression expression) implements TextSource {
        @Override
        public Value of(View view) {
            return expression.evaluate(view);
        }
    }

    /// A text.
    static TextSource of(String text) {
        return new Fixed(new Value.Text(text));
    }

    /// Reads the attributes; an error when neither is there. The expression wins over the value.
    static TextSource read(XmlElement element, Reading reading) {
        return find(element, reading).orElseGet(() -> {
            reading.error(element, "neither value nor expression is given; <" + element.localName() + "> needs one");
            return of("");
        });
    }

    /// Reads the one element inside as XML, else the attributes as [#read] does.
    static TextSource readWithXml(XmlElement element, Reading reading) {
        List<XmlElement> children = element.children();
        if (children.isEmpty()) {
            return read(element, reading);
        }
        if (children.size() > 1) {
            reading.error(element, "<" + element.localName() + "> holds one element, not " + children.size());
        }
        return of(children.getFirst().toXml());
    }

    /// Reads the attributes, if one is there.
    static Optional<TextSource> find(XmlElement element, Reading reading) {
        if (element.attribute("expression").isPresent()) {
            return Optional.of(reading.expression(element, "expression")
                    .<TextSource>map(Evaluated::new)
                    .orElseGet(() -> of("")));
        }
        return element.attribute("value").map(TextSource::of);
    }
}
