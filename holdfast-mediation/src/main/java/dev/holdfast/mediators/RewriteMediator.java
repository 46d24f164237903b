// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.Scope;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Fault;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `<rewrite [inProperty] [outProperty]><rewriterule>...</rewriterule>*</rewrite>`: changes an address.
///
/// @param from the property that holds it; empty: the message's To
/// @param to the property that gets it; empty: the message's To
/// @param rules in their order, each on what the one before made
record RewriteMediator(Optional<String> from, Optional<String> to, List<Rule> rules) implements Mediator {

    private static final Syntax SYNTAX = Syntax.of(
                    "rewrite", "Changes the address of the message, or one in a property.")
            .optional("inProperty", "", "the property that holds the address; without it To")
            .optional("outProperty", "", "the property that gets it; without it To")
            .child(
                    "rewriterule",
                    "an optional <condition>, as of conditionalRouter, and <action>s: type (set, append, prepend,"
                            + " replace, remove), fragment (protocol, user, host, port, path, query, ref, full), value"
                            + " or xpath, and regex for replace");

    static final MediatorReader READER = new ElementReader(SYNTAX, RewriteMediator::read);

    /// Actions, and when they happen.
    record Rule(Optional<Evaluator> condition, List<UrlAction> actions) {
        Rule {
            actions = List.copyOf(actions);
        }
    }

    RewriteMediator {
        rules = List.copyOf(rules);
    }

    static Mediator read(XmlElement element, FlowReading reading) {
        List<Rule> rules = new ArrayList<>();
        for (XmlElement rule : element.children("rewriterule")) {
            reading.knowsChildren(rule, Set.of("condition", "action", "description"));
            rules.add(new Rule(
                    rule.child("condition").map(condition -> Evaluator.only(condition, reading)),
                    rule.children("action").stream()
                            .map(action -> UrlAction.read(action, reading))
                            .toList()));
        }
        if (rules.isEmpty()) {
            reading.error(element, "<rewrite> has no <rewriterule>; it needs one or more");
        }
        return new RewriteMediator(text(element, "inProperty"), text(element, "outProperty"), rules);
    }

    @Override
    public Flow mediate(Exchange exchange) {
        String address = from.map(name -> exchange.property(Scope.DEFAULT, name).map(PropertyValue::asText))
                .orElseGet(() -> exchange.addressing("To"))
                .orElse("");
        try {
            UrlParts parts = UrlParts.parse(address);
            for (Rule rule : rules) {
                if (rule.condition.map(condition -> condition.holds(exchange)).orElse(true)) {
                    rule.actions.forEach(action -> action.apply(parts, exchange));
                }
            }
            String changed = parts.toString();
            to.ifPresentOrElse(
                    name -> exchange.set(Scope.DEFAULT, name, PropertyValue.of(changed)),
                    () -> exchange.setAddressing("To", changed));
        } catch (IllegalArgumentException e) {
            throw new MediationException(
                    ErrorCodes.GENERIC, "the address cannot be rewritten: " + e.getMessage(), Fault.Kind.OTHER, e);
        }
        return Flow.CONTINUE;
    }

    private static Optional<String> text(XmlElement element, String attribute) {
        return element.attribute(attribute).filter(value -> !value.isBlank());
    }
}
