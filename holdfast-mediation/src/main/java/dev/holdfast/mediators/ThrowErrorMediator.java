// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.AttributeValue;
import dev.holdfast.expression.Scope;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;

/// `<throwError type= [errorMessage=]/>`: a failure by the artifact's own word.
///
/// @param type becomes ERROR_CODE
/// @param message becomes ERROR_MESSAGE
record ThrowErrorMediator(String type, AttributeValue message) implements Mediator {

    private static final String DEFAULT_MESSAGE = "Error occurred in the mediation flow";
    private static final Syntax SYNTAX = Syntax.of("throwError", "Fails: the nearest handler of faults takes over.")
            .required("type", "becomes ERROR_CODE, as a text")
            .optional("errorMessage", DEFAULT_MESSAGE, "becomes ERROR_MESSAGE; text or {expression}");

    static final MediatorReader READER = new ElementReader(SYNTAX, ThrowErrorMediator::read);

    static Mediator read(XmlElement element, FlowReading reading) {
        String message = element.attribute("errorMessage")
                .filter(text -> !text.isBlank())
                .orElse(DEFAULT_MESSAGE);
        return new ThrowErrorMediator(reading.required(element, "type"), reading.value(element, message));
    }

    @Override
    public Flow mediate(Exchange exchange) {
        String found = message.of(exchange);
        String text = found.isEmpty() ? DEFAULT_MESSAGE : found;
        exchange.set(Scope.DEFAULT, "ERROR_CODE", PropertyValue.of(type));
        exchange.set(Scope.DEFAULT, "ERROR_MESSAGE", PropertyValue.of(text));
        exchange.set(Scope.DEFAULT, "ERROR_DETAIL", PropertyValue.of(text));
        exchange.set(Scope.DEFAULT, "ERROR_EXCEPTION", PropertyValue.of(text));
        throw new MediationException(ErrorCodes.GENERIC, text);
    }
}
