// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.endpoint.Outbound;
import dev.holdfast.endpoint.SendResult;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Sends to the first of its endpoints that is ready, and when that fails to the next, each once. Thread-safe.
final class FailoverEndpoint extends GroupEndpoint {

    private static final Logger LOGGER = System.getLogger(FailoverEndpoint.class.getName());

    private final EndpointDefinition.Failover definition;
    private final List<FlowEndpoint> children;
    private final EndpointEnvironment environment;
    private volatile int current;

    FailoverEndpoint(EndpointDefinition.Failover definition, Members members, EndpointEnvironment environment) {
        super(definition, members.circuit());
        this.definition = definition;
        this.children = members.children();
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
        Failures failures = new Failures(LOGGER, name(), "Failover");
        for (FlowEndpoint child : candidates(order(), outbound.suspension(), deeper, failures)) {
            Optional<SendResult> answer = failures.attempt(child, outbound, deeper);
            if (answer.isPresent()) {
                current = children.indexOf(child);
                return answer.get();
            }
            if (failures.isEnded()) {
                break;
            }
        }
        return failures.result(environment.timer().instant());
    }

    /// Not dynamic: the one that answered last comes first.
    private List<FlowEndpoint> order() {
        if (definition.dynamic()) {
            return children;
        }
        List<FlowEndpoint> order = new ArrayList<>(children);
        order.addFirst(order.remove(current));
        return order;
    }
}
