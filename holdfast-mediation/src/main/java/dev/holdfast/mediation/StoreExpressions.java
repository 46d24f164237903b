// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.content.UnreadableBodyException;
import dev.holdfast.expression.EvaluationException;
import dev.holdfast.expression.Expression;
import dev.holdfast.expression.Expressions;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.resource.ResourceException;
import dev.holdfast.settings.Parameter;
import dev.holdfast.store.MessageExpression;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/// What stores take from mediation: the values of parameters that are expressions. Thread-safe.
public final class StoreExpressions {

    private static final Logger LOGGER = System.getLogger(StoreExpressions.class.getName());

    private final Supplier<Services> services;

    /// @param services what is deployed, asked for anew for each message
    public StoreExpressions(Supplier<Services> services) {
        this.services = services;
    }

    /// What the expression of the parameter finds in a message; empty where it finds nothing.
    ///
    /// @param parameter whose expression has been read before without an error
    public MessageExpression of(Parameter parameter) {
        Expression expression = Expressions.read(parameter.value(), parameter.namespaces());
        return message -> textOf(expression, parameter.name(), message);
    }

    private String textOf(Expression expression, String parameter, StoredMessage message) {
        try {
            return expression.evaluate(Exchange.of(services.get(), message)).asText();
        } catch (UnreadableBodyException | EvaluationException | ResourceException e) {
            LOGGER.log(
                    Level.WARNING,
                    "The expression of '" + parameter + "' finds nothing in message " + message.id() + ": "
                            + e.getMessage());
            return "";
        }
    }
}
