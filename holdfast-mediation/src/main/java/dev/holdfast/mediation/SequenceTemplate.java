// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.reading.Kind;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `<template name= [onError=]><parameter .../>*<sequence>...</sequence></template>`: mediators with parameters.
///
/// @param name by which it is called
/// @param onError the name of the sequence that handles its faults
/// @param parameters that callers give
/// @param steps what it does
public record SequenceTemplate(String name, Optional<String> onError, List<Parameter> parameters, Sequence steps) {

    /// What the element may hold.
    public static final Syntax SYNTAX = Syntax.of(
                    "template", "Mediators with parameters, for call-template. Inside, $func:NAME is a parameter.")
            .required("name", "by which it is called")
            .optional("onError", "", "the sequence that runs when one of its mediators fails; the parameters are there")
            .child(
                    "parameter",
                    "name; isMandatory (false): a call without it, or with an empty text, fails with 500101;"
                            + " defaultValue: what it is when a call does not give it")
            .child("sequence", "the mediators");

    /// A parameter.
    ///
    /// @param name by which it is found
    /// @param mandatory whether a call without it fails
    /// @param defaultValue what it is when it is not given
    public record Parameter(String name, boolean mandatory, Optional<String> defaultValue) {}

    /// Copies the list.
    public SequenceTemplate {
        parameters = List.copyOf(parameters);
    }

    /// Reads one.
    public static SequenceTemplate read(XmlElement element, FlowReading reading) {
        reading.follows(element, SYNTAX);
        Optional<String> onError = reading.reference(element, "onError", Kind.SEQUENCE);
        Optional<XmlElement> sequence = element.child("sequence");
        if (sequence.isEmpty()) {
            reading.error(element, "<sequence> is missing; a template needs it");
        }
        return new SequenceTemplate(
                reading.required(element, "name"),
                onError,
                parameters(element, reading),
                sequence.map(reading::inline).orElseGet(() -> reading.sequence(element)));
    }

    /// Runs it.
    ///
    /// @param outside where the flow goes back to afterwards
    public Flow run(Exchange exchange, TemplateArguments arguments, Place outside) {
        exchange.enter(name);
        exchange.enterTemplate(arguments);
        onError.ifPresent(handler -> exchange.handleFaults(Optional.of(new SequenceSource.Named(handler))));
        return steps.run(exchange, outside);
    }

    private static List<Parameter> parameters(XmlElement element, FlowReading reading) {
        List<Parameter> parameters = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (XmlElement child : element.children("parameter")) {
            reading.knows(child, "name", "isMandatory", "defaultValue");
            String name = reading.required(child, "name");
            if (!names.add(name)) {
                reading.error(child, "there is a parameter '" + name + "' already");
            }
            parameters.add(
                    new Parameter(name, reading.flag(child, "isMandatory", false), child.attribute("defaultValue")));
        }
        return parameters;
    }
}
