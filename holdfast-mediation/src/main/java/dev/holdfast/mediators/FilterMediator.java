// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.expression.Expression;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.mediation.SequenceSource;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;
import java.util.Optional;
import java.util.Set;

/// `<filter (xpath= | source= regex=)> mediators | <then/> [<else/>] </filter>`: one way or the other.
///
/// @param condition of the message
/// @param then what runs when it holds
/// @param otherwise what runs when it does not; the flow just goes on without
record FilterMediator(Condition condition, SequenceSource then, Optional<SequenceSource> otherwise)
        implements Mediator {

    private static final Syntax SYNTAX = Syntax.of(
                    "filter",
                    "Runs mediators if a condition holds. If they end the flow, it ends; if it does not hold and there"
                            + " is no <else>, the flow goes on.")
            .optional("xpath", "", "the condition: an expression that is true, or finds something")
            .optional("source", "", "with regex, in place of xpath: an expression")
            .optional("regex", "", "a regular expression that must fit the whole of what source finds")
            .child("then", "mediators for when it holds, or sequence=\"name\"; without <then> the mediators inside")
            .child("else", "mediators for when it does not hold, or sequence=\"name\"")
            .holding(Syntax.Contents.MEDIATORS);

    static final MediatorReader READER = new ElementReader(SYNTAX, FilterMediator::read);

    /// What must hold.
    sealed interface Condition {

        boolean holds(Exchange exchange);

        /// An expression is true.
        record True(Expression expression) implements Condition {
            @Override
            public boolean holds(Exchange exchange) {
                return expression.evaluate(exchange).asBoolean();
            }
        }

        /// What an expression finds has a form; nothing has none.
        record Fits(Expression source, FullMatch regex) implements Condition {
            @Override
            public boolean holds(Exchange exchange) {
                Value value = source.evaluate(exchange);
                return !value.isMissing() && regex.fits(value.asText());
            }
        }

        /// For what could not be read.
        record Never() implements Condition {
            @Override
            public boolean holds(Exchange exchange) {
                return false;
            }
        }
    }

    static Mediator read(XmlElement element, FlowReading reading) {
        Condition condition = condition(element, reading);
        Optional<XmlElement> then = element.child("then");
        Optional<XmlElement> otherwise = element.child("else");
        if (then.isEmpty()) {
            otherwise.ifPresent(found -> reading.error(
                    found, "<else> without <then>; put the mediators for when the" + " condition holds into a <then>"));
            return otherwise.isPresent()
                    ? new FilterMediator(condition, steps(otherwise.get(), reading), Optional.empty())
                    : new FilterMediator(
                            condition, new SequenceSource.Inline(reading.sequence(element)), Optional.empty());
        }
        reading.knowsChildren(element, Set.of("then", "else", "description"));
        return new FilterMediator(condition, steps(then.get(), reading), otherwise.map(found -> steps(found, reading)));
    }

    @Override
    public Flow mediate(Exchange exchange) {
        if (condition.holds(exchange)) {
            return then.mediate(exchange);
        }
        return otherwise.isPresent() ? otherwise.get().mediate(exchange) : Flow.CONTINUE;
    }

    private static Condition condition(XmlElement element, FlowReading reading) {
        boolean regex = element.attribute("source").isPresent()
                || element.attribute("regex").isPresent();
        if (element.attribute("xpath").isPresent() == regex) {
            reading.error(element, "<filter> needs either xpath, or source and regex");
            return new Condition.Never();
        }
        if (!regex) {
            return reading.expression(element, "xpath")
                    .<Condition>map(Condition.True::new)
                    .orElseGet(Condition.Never::new);
        }
        reading.required(element, "source");
        FullMatch match = FullMatch.read(element, "regex", reading);
        return reading.expression(element, "source")
                .<Condition>map(source -> new Condition.Fits(source, match))
                .orElseGet(Condition.Never::new);
    }

    private static SequenceSource steps(XmlElement element, FlowReading reading) {
        reading.knows(element, "sequence");
        return reading.steps(element, "sequence");
    }
}
