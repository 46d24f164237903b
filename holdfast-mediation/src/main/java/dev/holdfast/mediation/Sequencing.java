// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.expression.Scope;
import dev.holdfast.message.PropertyValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which part of a split message a message is: what its property `messageSequence` says.
///
/// @param place from 0
/// @param total how many there are; 0 when it is not known
record Sequencing(int place, int total) {

    static final String SEQUENCE = "messageSequence";
    static final String CORRELATION = "aggregateCorelation";

    private static final Pattern PLACE_OF_TOTAL = Pattern.compile("(\\d{1,9})/(\\d{1,9})");

    /// The name of such a property.
    ///
    /// @param id of the mediator that splits; empty for none
    static String property(String name, String id) {
        return id.isEmpty() ? name : name + "." + id;
    }

    /// What a message says about itself.
    static Sequencing of(Exchange exchange, String id) {
        String text = exchange.property(Scope.DEFAULT, property(SEQUENCE, id))
                .map(PropertyValue::asText)
                .orElse("");
        Matcher matcher = PLACE_OF_TOTAL.matcher(text);
        return matcher.matches()
                ? new Sequencing(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
                : new Sequencing(0, 0);
    }
}
