// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.endpoint.Circuit;
import dev.holdfast.endpoint.Outbound.SuspensionRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What all groups of endpoints have in common. Thread-safe.
abstract class GroupEndpoint implements FlowEndpoint {

    private final EndpointDefinition definition;
    private final Circuit circuit;

    /// What a group is made of.
    ///
    /// @param circuit of the group as a whole
    record Members(List<FlowEndpoint> children, Circuit circuit) {

        Members {
            children = List.copyOf(children);
        }
    }

    GroupEndpoint(EndpointDefinition definition, Circuit circuit) {
        this.definition = definition;
        this.circuit = circuit;
    }

    @Override
    public final Circuit circuit() {
        return circuit;
    }

    /// Its children, in their order.
    abstract List<FlowEndpoint> children();

    @Override
    public final String name() {
        return definition.name();
    }

    /// The children that may be tried for a message, in the order in which they are: first those that are not
    /// suspended at all, then those through whose suspension the sender may try. Where one can take the message
    /// no time is lost with another that has just failed.
    ///
    /// @param order in which they come otherwise
    /// @param failures is told of those that may not
    final List<FlowEndpoint> candidates(
            List<FlowEndpoint> order, SuspensionRule rule, SendContext context, Failures failures) {
        List<FlowEndpoint> ready = new ArrayList<>();
        List<FlowEndpoint> tried = new ArrayList<>();
        for (FlowEndpoint child : order) {
            if (child.notBefore(SuspensionRule.RESPECT, context).isEmpty()) {
                ready.add(child);
            } else {
                child.notBefore(rule, context).ifPresentOrElse(failures::notReady, () -> tried.add(child));
            }
        }
        ready.addAll(tried);
        return ready;
    }

    /// When the first of the children is ready.
    @Override
    public final Optional<Instant> notBefore(SuspensionRule rule, SendContext context) {
        SendContext deeper = context.deeper(name());
        List<Optional<Instant>> times =
                children().stream().map(child -> child.notBefore(rule, deeper)).toList();
        return times.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : times.stream().flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    @Override
    public final boolean isGroup() {
        return true;
    }

    @Override
    public final boolean allowsRetry(int code, SendContext context) {
        return true;
    }

    @Override
    public final List<String> onErrors(SendContext context) {
        return definition.common().onError().stream().toList();
    }
}
