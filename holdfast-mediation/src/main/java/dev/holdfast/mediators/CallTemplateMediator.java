// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.Expression;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.mediation.Place;
import dev.holdfast.mediation.PropertyValues;
import dev.holdfast.mediation.SequenceSource;
import dev.holdfast.mediation.SequenceTemplate;
import dev.holdfast.mediation.TemplateArguments;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.reading.Kind;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `<call-template target= [onError=]><with-param name= value=/>*</call-template>`: runs a template.
///
/// @param target its name
/// @param onError the sequence for its faults
/// @param arguments by the names of the parameters
record CallTemplateMediator(String target, Optional<String> onError, Map<String, Argument> arguments)
        implements Mediator {

    private static final Syntax SYNTAX = Syntax.of(
                    "call-template", "Runs a template. If that ended the flow, this one ends too.")
            .required("target", "name of the template")
            .optional("onError", "", "the sequence for its faults, if it has no nearer one")
            .child(
                    "with-param",
                    "name, and value: text, {expression}, such as {${vars.x}}, or {{expression}}, which is evaluated"
                            + " each time when the template asks for it. ${...} outside of braces is text")
            .differs("What {{expression}} finds in $func: are the parameters of the caller.");

    static final MediatorReader READER = new ElementReader(SYNTAX, CallTemplateMediator::read);

    /// What a parameter is given.
    sealed interface Argument {

        /// The same in every call.
        record Literal(String value) implements Argument {}

        /// Evaluated when the template is called.
        record Now(Expression expression) implements Argument {}

        /// Evaluated when the template asks.
        record Late(Expression expression) implements Argument {}
    }

    CallTemplateMediator {
        arguments = Map.copyOf(arguments);
    }

    static Mediator read(XmlElement element, FlowReading reading) {
        String target = reading.required(element, "target");
        if (!target.isEmpty()) {
            reading.refersTo(Kind.TEMPLATE, target, element);
        }
        Optional<String> onError = reading.reference(element, "onError", Kind.SEQUENCE);
        Map<String, Argument> arguments = new LinkedHashMap<>();
        for (XmlElement child : element.children("with-param")) {
            reading.knows(child, "name", "value");
            String name = reading.required(child, "name");
            if (child.attribute("value").isEmpty()) {
                reading.error(child, "attribute value is missing; <with-param> needs it");
            } else if (arguments.put(
                            name, argument(child, child.attribute("value").get(), reading))
                    != null) {
                reading.error(child, "the parameter '" + name + "' is given already");
            }
        }
        return new CallTemplateMediator(target, onError, arguments);
    }

    @Override
    public Flow mediate(Exchange exchange) {
        SequenceTemplate template = exchange.services()
                .catalogue()
                .find(SequenceTemplate.class, target)
                .orElseThrow(() -> new MediationException(
                        ErrorCodes.GENERIC, "there is no template of mediators '" + target + "'"));
        Place before = exchange.place();
        onError.ifPresent(name -> exchange.handleFaults(Optional.of(new SequenceSource.Named(name))));
        return template.run(exchange, given(template, exchange), before);
    }

    private TemplateArguments given(SequenceTemplate template, Exchange exchange) {
        Map<String, PropertyValue> values = new HashMap<>();
        Map<String, Expression> late = new HashMap<>();
        for (SequenceTemplate.Parameter parameter : template.parameters()) {
            String name = parameter.name();
            Argument argument = arguments.get(name);
            if (argument instanceof Argument.Late(Expression expression)) {
                late.put(name, expression);
                continue;
            }
            Optional<PropertyValue> value = valueOf(argument, exchange)
                    .or(() -> parameter.defaultValue().map(PropertyValue::of));
            if (parameter.mandatory()
                    && value.map(PropertyValue::asText).orElse("").isEmpty()) {
                throw new MediationException(
                        ErrorCodes.MISSING_PARAMETER,
                        "the mandatory parameter '" + name + "' of template '" + target + "' is missing");
            }
            value.ifPresent(found -> values.put(name, found));
        }
        return new TemplateArguments(values, late);
    }

    private static Optional<PropertyValue> valueOf(@Nullable Argument argument, Exchange exchange) {
        return switch (argument) {
            case Argument.Literal(String text) -> Optional.of(PropertyValue.of(text));
            case Argument.Now(Expression expression) -> PropertyValues.of(expression.evaluate(exchange));
            case Argument.Late late -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    private static Argument argument(XmlElement at, String text, FlowReading reading) {
        boolean late = text.startsWith("{{") && text.endsWith("}}");
        boolean now = text.startsWith("{") && text.endsWith("}");
        if (!now) {
            if (text.contains("${")) {
                reading.problems()
                        .warning(
                                at.location(),
                                "the value '" + text + "' is handed over as text, as Synapse does; an expression stands"
                                        + " in braces: {${...}}");
            }
            return new Argument.Literal(text);
        }
        String inside = late ? text.substring(2, text.length() - 2) : text.substring(1, text.length() - 1);
        Optional<Expression> expression = reading.expressionOf(at, inside);
        return expression
                .<Argument>map(found -> late ? new Argument.Late(found) : new Argument.Now(found))
                .orElseGet(() -> new Argument.Literal(text));
    }
}
