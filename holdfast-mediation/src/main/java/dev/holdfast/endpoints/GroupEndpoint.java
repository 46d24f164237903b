// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.endpoint.Outbound.SuspensionRule;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What all groups of endpoints have in common. Thread-safe.
abstract class GroupEndpoint implements FlowEndpoint {

    private final EndpointDefinition definition;

    GroupEndpoint(EndpointDefinition definition) {
        this.definition = definition;
    }

    /// Its children, in their order.
    abstract List<FlowEndpoint> children();

    @Override
    public final String name() {
        return definition.name();
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
