// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.mediation.BranchTarget;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// `<conditionalRouter [continueAfter]><conditionalRoute [breakRoute] [asynchronous]>...</conditionalRouter>`:
/// through the targets whose conditions hold.
///
/// @param continueAfter whether the flow goes on afterwards
/// @param routes in their order
record ConditionalRouterMediator(boolean continueAfter, List<Route> routes) implements Mediator {

    private static final Syntax SYNTAX = Syntax.of(
                    "conditionalRouter", "Sends the message through the targets whose conditions hold.")
            .optional("continueAfter", "false", "whether the flow goes on afterwards")
            .child(
                    "conditionalRoute",
                    "holds a <condition> and a <target>; breakRoute (true): no further route is tried when it holds;"
                            + " asynchronous (false): the target gets a copy, which runs beside the flow");

    static final MediatorReader READER = new ElementReader(SYNTAX, ConditionalRouterMediator::read);

    /// A way.
    ///
    /// @param condition when it is taken
    /// @param target where to
    /// @param last whether no further way is tried when this one was taken
    /// @param asynchronous whether a copy of the message goes there
    record Route(Evaluator condition, BranchTarget target, boolean last, boolean asynchronous) {}

    ConditionalRouterMediator {
        routes = List.copyOf(routes);
    }

    static Mediator read(XmlElement element, FlowReading reading) {
        List<Route> routes = new ArrayList<>();
        for (XmlElement child : element.children("conditionalRoute")) {
            reading.knows(child, "breakRoute", "asynchronous");
            reading.knowsChildren(child, Set.of("condition", "target", "description"));
            if (child.child("condition").isEmpty() || child.child("target").isEmpty()) {
                reading.error(child, "<conditionalRoute> needs a <condition> and a <target>");
                continue;
            }
            routes.add(new Route(
                    Evaluator.only(child.child("condition").get(), reading),
                    BranchTarget.read(child.child("target").get(), reading),
                    reading.flag(child, "breakRoute", true),
                    reading.flag(child, "asynchronous", false)));
        }
        if (element.children("conditionalRoute").isEmpty()) {
            reading.error(element, "<conditionalRouter> has no <conditionalRoute>; it needs one or more");
        }
        return new ConditionalRouterMediator(reading.flag(element, "continueAfter", false), routes);
    }

    @Override
    public Flow mediate(Exchange exchange) {
        for (Route route : routes) {
            if (route.condition.holds(exchange)) {
                take(route, exchange);
                if (route.last) {
                    break;
                }
            }
        }
        return continueAfter ? Flow.CONTINUE : Flow.STOP;
    }

    private static void take(Route route, Exchange exchange) {
        if (route.asynchronous) {
            exchange.branches().reserve(1);
            exchange.branches().start(exchange.branch(), route.target);
        } else {
            route.target.mediate(exchange);
        }
    }
}
