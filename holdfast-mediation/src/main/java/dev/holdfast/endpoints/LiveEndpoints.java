// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.endpoints.EndpointDefinition.Identity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The endpoints of a deployment, and their states: the same definition gives the same endpoint. Thread-safe.
public final class LiveEndpoints {

    private final EndpointEnvironment environment;
    private final Map<Identity, Suspension> before;
    private final Map<Identity, Suspension> states = new ConcurrentHashMap<>();
    private final Map<Identity, FlowEndpoint> endpoints = new ConcurrentHashMap<>();

    /// @param environment what they work with
    /// @param previous those of the deployment before: an endpoint whose definition has not changed keeps its state
    public LiveEndpoints(EndpointEnvironment environment, Optional<LiveEndpoints> previous) {
        this.environment = environment;
        this.before = previous.map(live -> Map.copyOf(live.states)).orElse(Map.of());
    }

    /// The endpoint of that definition.
    public FlowEndpoint of(EndpointDefinition definition) {
        FlowEndpoint known = endpoints.get(definition.identity());
        if (known != null) {
            return known;
        }
        FlowEndpoint made = create(definition);
        FlowEndpoint first = endpoints.putIfAbsent(definition.identity(), made);
        return first == null ? made : first;
    }

    /// The endpoint of that key, as it is defined now.
    public Optional<FlowEndpoint> named(String key) {
        return environment.directory().definition(key).map(this::of);
    }

    /// Nobody asks for these any more.
    public void forget(Set<Identity> gone) {
        endpoints.keySet().removeAll(gone);
        states.keySet().removeAll(gone);
    }

    private FlowEndpoint create(EndpointDefinition definition) {
        return switch (definition) {
            case EndpointDefinition.Leaf leaf -> new LeafEndpoint(leaf, state(leaf), environment);
            case EndpointDefinition.Alias alias -> new ReferenceEndpoint(alias, this, environment);
            case EndpointDefinition.Failover group -> new FailoverEndpoint(group, all(group.children()), environment);
            case EndpointDefinition.LoadBalance group ->
                new LoadBalanceEndpoint(group, all(group.children()), environment);
            case EndpointDefinition.RecipientList list -> new RecipientListEndpoint(list, this, environment);
        };
    }

    private List<FlowEndpoint> all(List<EndpointDefinition> definitions) {
        return definitions.stream().map(this::of).toList();
    }

    private Suspension state(EndpointDefinition.Leaf leaf) {
        return states.computeIfAbsent(
                leaf.identity(),
                identity -> Optional.ofNullable(before.get(identity))
                        .orElseGet(
                                () -> new Suspension(leaf.name(), leaf.target().address(), environment.timer())));
    }
}
