// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.endpoint.Outbound;
import dev.holdfast.endpoint.SendResult;
import dev.holdfast.transport.Response;
import dev.holdfast.transport.TransportResult.Failure;
import java.lang.System.Logger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Sends to its endpoints in turn, and, if it is to, to the next when one fails. Thread-safe.
final class LoadBalanceEndpoint extends GroupEndpoint {

    private static final Logger LOGGER = System.getLogger(LoadBalanceEndpoint.class.getName());
    private static final String KIND = "Loadbalance";

    private final EndpointDefinition.LoadBalance definition;
    private final List<FlowEndpoint> children;
    private final List<Integer> turns = new ArrayList<>();
    private final AtomicLong turn = new AtomicLong();
    private final Optional<Sessions> sessions;
    private final EndpointEnvironment environment;

    LoadBalanceEndpoint(EndpointDefinition.LoadBalance definition, Members members, EndpointEnvironment environment) {
        super(definition, members.circuit());
        this.definition = definition;
        this.children = members.children();
        for (int child = 0; child < children.size(); child++) {
            for (int i = 0; i < definition.weights().get(child).weight(); i++) {
                turns.add(child);
            }
        }
        this.sessions = definition.session().map(idle -> new Sessions(idle, environment.timer()));
        this.environment = environment;
    }

    @Override
    List<FlowEndpoint> children() {
        return children;
    }

    @Override
    public SendResult send(Outbound given, SendContext context) {
        SendContext deeper = context.deeper(name());
        Outbound outbound = EndpointProperties.applied(definition.common(), given, context, environment);
        Optional<Integer> pinned =
                sessions.flatMap(known -> known.childOf(outbound.message().headers()));
        return pinned.map(child -> sendPinned(child, outbound, deeper)).orElseGet(() -> sendAny(outbound, deeper));
    }

    /// To the child that knows the session; no other would.
    private SendResult sendPinned(int child, Outbound outbound, SendContext context) {
        Optional<Instant> until = children.get(child).notBefore(outbound.suspension(), context);
        return until.<SendResult>map(time -> new SendResult.Suspended(
                        time,
                        new Failure(
                                ErrorCodes.SESSION_NOT_READY,
                                "Loadbalance endpoint : " + name() + " - the endpoint of the session is not ready")))
                .orElseGet(() -> answered(child, children.get(child).send(outbound, context)));
    }

    private SendResult sendAny(Outbound outbound, SendContext context) {
        Failures failures = new Failures(LOGGER, name(), KIND);
        for (FlowEndpoint child : candidates(inTurn(), outbound.suspension(), context, failures)) {
            int number = children.indexOf(child);
            if (!definition.failover()) {
                return answered(number, child.send(outbound, context));
            }
            Optional<SendResult> answer = failures.attempt(child, outbound, context);
            if (answer.isPresent()) {
                return answered(number, answer.get());
            }
            if (failures.isEnded()) {
                break;
            }
        }
        return failures.result(environment.timer().instant());
    }

    /// All children, beginning with the one whose turn it is.
    private List<FlowEndpoint> inTurn() {
        int first = turns.get((int) Math.floorMod(turn.getAndIncrement(), (long) turns.size()));
        List<FlowEndpoint> order = new ArrayList<>(children);
        Collections.rotate(order, -first);
        return order;
    }

    private SendResult answered(int child, SendResult result) {
        Optional<Response> response = switch (result) {
            case SendResult.Delivered(Response answer, var _) -> Optional.of(answer);
            case SendResult.Refused(Response answer) -> Optional.of(answer);
            case SendResult.NotSent _, SendResult.InDoubt _, SendResult.Suspended _ -> Optional.empty();
        };
        sessions.ifPresent(known -> response.ifPresent(answer -> known.remember(answer.headers(), child)));
        return result;
    }
}
