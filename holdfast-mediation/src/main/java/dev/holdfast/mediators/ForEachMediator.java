// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;
import java.util.List;

/// `<foreach>`, in its two forms: with `expression` it changes each element in place, with `collection` it gathers
/// what has become of each.
final class ForEachMediator {

    private static final Syntax SYNTAX = Syntax.of(
                    "foreach",
                    "Runs mediators for each element of the message, and goes on when all are done. With collection"
                            + " (version 2) they may ask back ends; with expression (version 1) they change the element"
                            + " in its place, one after the other.")
            .optional("collection", "", "version 2: ${expression} for a JSON array or XML elements")
            .optional("parallel-execution", "true", "version 2: all at once, or one after the other")
            .optional(
                    "update-original",
                    "true",
                    "version 2: the results take the places of the elements; then collection is a path into payload or"
                            + " vars, or xpath(...)")
            .optional("target-variable", "", "version 2, update-original false: the variable for the results")
            .optional("result-content-type", "", "version 2, update-original false: JSON or XML")
            .optional("result-enclosing-element", "", "version 2, results in XML: name of the element around them")
            .optional("counter-variable", "", "version 2, one after the other: the variable with the number, from 0")
            .optional(
                    "continue-without-aggregation",
                    "false",
                    "version 2: true goes on at once, and the message stays as it is")
            .optional("expression", "", "version 1: finds XML elements or a JSON array")
            .optional("id", "", "version 1: FOREACH_COUNTER and FOREACH_ORIGINAL_MESSAGE begin with it and _")
            .optional("sequence", "", "version 1: the sequence that each element runs through")
            .optional("continueLoopOnFailure", "false", "version 1: an element that fails stays as it was")
            .child("sequence", "the mediators that each element runs through")
            .differs(
                    "Version 2: an element whose mediators end before their end (drop, a handler of faults) is left out"
                            + " of the results. One that fails without a handler inside fails the foreach when all have ended."
                            + " Upstream hangs.")
            .differs("Version 1: JSON arrays work as XML elements do.");

    static final MediatorReader READER = new ElementReader(SYNTAX, ForEachMediator::read);

    private static final List<String> SECOND = List.of(
            "parallel-execution",
            "update-original",
            "target-variable",
            "result-content-type",
            "result-enclosing-element",
            "counter-variable",
            "continue-without-aggregation");
    private static final List<String> FIRST = List.of("expression", "id", "sequence", "continueLoopOnFailure");

    private ForEachMediator() {}

    private static Mediator read(XmlElement element, FlowReading reading) {
        boolean second = element.attribute("collection").isPresent();
        for (String name : second ? FIRST : SECOND) {
            if (element.attribute(name).isPresent()) {
                reading.error(
                        element,
                        "attribute " + name + " belongs to the form of <foreach> with "
                                + (second ? "expression" : "collection"));
            }
        }
        return second ? ForEachCollection.read(element, reading) : ForEachInPlace.read(element, reading);
    }
}
