// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.content.Format;
import dev.holdfast.message.WorkRoom;
import dev.holdfast.transport.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/// Where flows begin: the sequence `pre-mediate` comes first, and what becomes of the flow is told at the end.
public final class FlowEntry {

    private static final Logger LOGGER = System.getLogger(FlowEntry.class.getName());

    private FlowEntry() {}

    /// Runs the flow of a request, and decides what its client is answered. When this returns a 2xx, everything
    /// that the artifact asked for has happened. Nothing is thrown for what a mediator does.
    public static Response answer(Exchange exchange, Mediator steps) {
        Format asked = exchange.body().format();
        MediationSettings settings = exchange.services().settings();
        ReplyDecision decision = run(exchange, steps);
        Response response = Replies.of(decision, asked, settings);
        if (decision instanceof ReplyDecision.Accepted && exchange.progress().isUnaccounted()) {
            exchange.services().notes().dropped(exchange.flowId());
        }
        if (decision instanceof ReplyDecision.Refused(Fault.Kind kind, String reason)) {
            LOGGER.log(
                    Level.WARNING,
                    exchange.origin().logPrefix() + "Message " + exchange.flowId() + " is refused with "
                            + response.status() + ": " + reason);
        }
        WorkRoom.current().ifPresent(work -> work.keep(response.content().size()));
        return response.with(
                settings.endpoints().ids().flow(), exchange.flowId().toString());
    }

    /// Runs a flow that nobody waits for. What it replies is lost; that it failed stands in the log and in the
    /// ledger. Nothing is thrown for what a mediator does.
    public static void inject(Exchange exchange, Mediator steps) {
        if (run(exchange, steps) instanceof ReplyDecision.Refused(Fault.Kind kind, String reason)) {
            LOGGER.log(
                    Level.WARNING,
                    exchange.origin().logPrefix() + "Message " + exchange.flowId() + " has failed: " + reason);
            exchange.services()
                    .notes()
                    .lost(exchange.flowId(), exchange.origin().logPrefix().strip(), reason);
        }
    }

    private static ReplyDecision run(Exchange exchange, Mediator steps) {
        Optional<Sequence> before = exchange.services().catalogue().sequence(BuiltIn.PRE_MEDIATE);
        FlowRunner.run(
                exchange,
                before.<Mediator>map(first -> current -> {
                            Flow flow = first.mediate(current);
                            return flow == Flow.STOP ? flow : steps.mediate(current);
                        })
                        .orElse(steps));
        return ReplyDecision.decide(exchange.progress().ending());
    }
}
