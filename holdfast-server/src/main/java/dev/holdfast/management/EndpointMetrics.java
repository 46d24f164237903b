// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import dev.holdfast.endpoint.Circuit;
import dev.holdfast.endpoint.EndpointException;
import dev.holdfast.endpoint.Outbound.SuspensionRule;
import dev.holdfast.endpoints.EndpointDefinition;
import dev.holdfast.endpoints.FlowEndpoint;
import dev.holdfast.endpoints.SendContext;
import dev.holdfast.mediation.Catalogue;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.util.Optional;

/// What is known of the endpoints that have a name.
final class EndpointMetrics {

    private EndpointMetrics() {}

    static void add(Metrics metrics, Catalogue catalogue) {
        for (EndpointDefinition definition : catalogue.all(EndpointDefinition.class)) {
            FlowEndpoint endpoint = catalogue.endpoint(definition);
            Labels labels = Labels.of("endpoint", definition.name());
            metrics.gauge(
                    "holdfast_endpoint_up",
                    "Whether the endpoint is up, as far as is known from what was sent to it",
                    labels,
                    endpoint.circuit().state() instanceof Circuit.State.Up ? 1 : 0);
            metrics.gauge(
                    "holdfast_endpoint_suspended",
                    "Whether the endpoint is left alone for a while after failures",
                    labels,
                    suspendedUntil(endpoint).isPresent() ? 1 : 0);
        }
    }

    /// Until when nothing is sent to it, as it has failed. Nothing is ever sent to endpoints that refer to each other
    /// without end.
    static Optional<Instant> suspendedUntil(FlowEndpoint endpoint) {
        try {
            return endpoint.notBefore(SuspensionRule.RESPECT, SendContext.ofProcessor());
        } catch (EndpointException e) {
            return Optional.empty();
        }
    }
}
