// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.extension.CustomMediator;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Fault;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.reading.Syntax;
import dev.holdfast.settings.FirstLine;
import dev.holdfast.xml.XmlElement;
import java.util.LinkedHashMap;
import java.util.Map;

/// `<class name="com.example.MyMediator"><property .../></class>`: Java code of the user.
///
/// @param custom what is called
/// @param inputs expressions that are evaluated for each message
record ClassMediator(CustomMediator custom, Map<String, TextSource> inputs) implements Mediator {

    private static final Syntax PROPERTY = Syntax.of("property", "A value for the code.")
            .required("name", "with a value: of the setter that takes it; with an expression: of the input")
            .optional("value", "", "a text, a number, true or false; handed to the setter once")
            .optional("expression", "", "evaluated for each message");

    private static final Syntax SYNTAX = Syntax.of(
                    "class", "Calls Java code of yours, from a jar in the folder lib beside the artifacts.")
            .required("name", "the class; it implements dev.holdfast.extension.CustomMediator")
            .child("property", "name, and value (set once) or expression (evaluated for each message)")
            .differs("Classes written against the API of Synapse do not run: that API is the inside of Synapse. The"
                    + " interface here has what most of them use.")
            .differs("An expression is no call of a setter, which would race between messages; the code asks for it"
                    + " by input(name).");

    static final MediatorReader READER = new ElementReader(SYNTAX, ClassMediator::read);

    ClassMediator {
        inputs = Map.copyOf(inputs);
    }

    private static Mediator read(XmlElement element, FlowReading reading) {
        String name = reading.required(element, "name").strip();
        Map<String, TextSource> inputs = new LinkedHashMap<>();
        Map<String, String> values = new LinkedHashMap<>();
        for (XmlElement property : element.children("property")) {
            reading.follows(property, PROPERTY);
            String key = reading.required(property, "name");
            if (property.attribute("expression").isPresent()) {
                inputs.put(key, TextSource.read(property, reading));
            } else {
                values.put(key, reading.required(property, "value"));
            }
        }
        if (name.isEmpty()) {
            return _ -> Flow.CONTINUE;
        }
        try {
            ClassLoader library = reading.surroundings().library();
            return new ClassMediator(CustomClass.of(name, library).newInstance(values), inputs);
        } catch (CustomClassException e) {
            reading.error(element, String.valueOf(e.getMessage()));
            return _ -> Flow.CONTINUE;
        }
    }

    @Override
    public Flow mediate(Exchange exchange) {
        try {
            return custom.mediate(new ExchangeMessage(exchange, inputs)) ? Flow.CONTINUE : Flow.STOP;
        } catch (Exception | LinkageError | StackOverflowError e) {
            throw failed(e);
        }
    }

    private MediationException failed(Throwable cause) {
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        String reason = FirstLine.of(cause.getMessage(), cause.getClass().getName());
        return new MediationException(ErrorCodes.GENERIC, reason, Fault.Kind.OTHER, cause);
    }
}
